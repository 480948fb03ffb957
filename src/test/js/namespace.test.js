// Microsoft's own client against the namespace role, one topic per scenario. Scenarios run side by
// side; the slow ones wait, they do not compute.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  briefly, clients, counts, event, ids, maxDeliveryCount, patiently, receiveAll, tokens,
} from "./setup.js";

const scenario = (name, run) => test(name, { concurrency: true, timeout: 180_000 }, run);

await Promise.all([
  scenario("publishes one event and receives it", async () => {
    const { sender, receiver } = clients("js-one");
    const time = new Date("2026-11-21T01:02:03.450Z");
    await sender.sendEvents({
      ...event("one"), time, subject: "items/1", dataSchema: "https://contoso.example/item.json",
      dataContentType: "application/json",
    });
    const received = await receiver.receiveEvents(patiently);
    assert.deepEqual(counts(received), [1]);
    assert.deepEqual(received.details[0].event, {
      ...event("one"), time, subject: "items/1", dataSchema: "https://contoso.example/item.json",
      dataContentType: "application/json", specVersion: "1.0",
    });
    assert.ok(tokens(received)[0].length > 0);
  }),

  scenario("publishes a batch and receives every event once", async () => {
    const { sender, receiver } = clients("js-batch");
    const sent = Array.from({ length: 25 }, (_, i) => event(`batch-${i}`, { number: i }));
    await sender.sendEvents(sent);
    const received = await receiveAll(receiver, sent.length);
    assert.deepEqual(ids(received).sort(), sent.map((e) => e.id).sort());
    assert.deepEqual(
      received.details.map((d) => d.event.id.endsWith(`-${d.event.data.number}`)),
      sent.map(() => true));
  }),

  scenario("publishes bytes and receives the same bytes", async () => {
    const { sender, receiver } = clients("js-bytes");
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    await sender.sendEvents({
      ...event("bytes", bytes), dataContentType: "application/octet-stream",
    });
    const { details: [{ event: received }] } = await receiver.receiveEvents(patiently);
    assert.equal(received.dataContentType, "application/octet-stream");
    assert.deepEqual(Buffer.from(received.data, "base64"), Buffer.from(bytes));
  }),

  scenario("publishes text and receives it as text", async () => {
    const { sender, receiver } = clients("js-text");
    await sender.sendEvents({ ...event("text", "hällo \"world\"\n"), dataContentType: "text/plain" });
    const { details: [{ event: received }] } = await receiver.receiveEvents(patiently);
    assert.equal(received.data, "hällo \"world\"\n");
  }),

  scenario("receives nothing when nothing is there", async () => {
    const { receiver } = clients("js-empty");
    assert.deepEqual(await receiver.receiveEvents(briefly), { details: [] });
  }),

  scenario("acknowledges, and the event is gone", async () => {
    const { sender, receiver } = clients("js-acknowledge");
    await sender.sendEvents([event("a"), event("b")]);
    const held = tokens(await receiveAll(receiver, 2));
    assert.deepEqual(await receiver.acknowledgeEvents(held), {
      succeededLockTokens: held, failedLockTokens: [],
    });
    assert.deepEqual(await receiver.acknowledgeEvents([held[0], "faketoken"]), {
      succeededLockTokens: [],
      failedLockTokens: [
        { lockToken: held[0], error: { code: "TokenLost", message: "Token has expired." } },
        { lockToken: "faketoken", error: { code: "BadToken", message: "Cannot decode lockToken" } },
      ],
    });
    assert.deepEqual(await receiver.receiveEvents(briefly), { details: [] });
  }),

  scenario("releases, and the event comes again with a new lock token", async () => {
    const { sender, receiver } = clients("js-release");
    await sender.sendEvents(event("again"));
    const first = await receiver.receiveEvents(patiently);
    assert.deepEqual(await receiver.releaseEvents(tokens(first)), {
      succeededLockTokens: tokens(first), failedLockTokens: [],
    });
    const second = await receiver.receiveEvents(patiently);
    assert.deepEqual(ids(second), ["again"]);
    assert.deepEqual(counts(second), [2]);
    assert.notDeepEqual(tokens(second), tokens(first));
    const late = await receiver.acknowledgeEvents(tokens(first));
    assert.deepEqual(late.failedLockTokens.map((t) => t.error.code), ["TokenLost"]);
  }),

  scenario("releases with a delay, and the event stays away that long", async () => {
    const { sender, receiver } = clients("js-delay");
    await sender.sendEvents(event("later"));
    const first = await receiver.receiveEvents(patiently);
    const releasedAt = performance.now();
    const released = await receiver.releaseEvents(tokens(first), { releaseDelay: 10 });
    assert.deepEqual(released.succeededLockTokens, tokens(first));
    const second = await receiver.receiveEvents(patiently);
    assert.deepEqual(counts(second), [2]);
    assert.ok(performance.now() - releasedAt >= 9_900, "came before its delay was over");
  }),

  scenario("releases until the delivery limit, and the event is gone", async () => {
    const { sender, receiver } = clients("js-limit");
    await sender.sendEvents(event("limit"));
    const seen = [];
    for (;;) {
      const received = await receiver.receiveEvents(seen.length < maxDeliveryCount ? patiently : briefly);
      if (received.details.length === 0) break;
      seen.push(...counts(received));
      const released = await receiver.releaseEvents(tokens(received));
      assert.deepEqual(released.failedLockTokens, []);
    }
    assert.deepEqual(seen, Array.from({ length: maxDeliveryCount }, (_, i) => i + 1));
  }),

  scenario("rejects, and the event is gone", async () => {
    const { sender, receiver } = clients("js-reject");
    await sender.sendEvents(event("no"));
    const held = tokens(await receiver.receiveEvents(patiently));
    assert.deepEqual(await receiver.rejectEvents(held), {
      succeededLockTokens: held, failedLockTokens: [],
    });
    assert.deepEqual(await receiver.receiveEvents(briefly), { details: [] });
  }),

  scenario("renews a lock beyond its time, then acknowledges", async () => {
    const { sender, receiver } = clients("js-renew"); // locks of 5 seconds
    await sender.sendEvents(event("mine"));
    const held = tokens(await receiver.receiveEvents(patiently));
    const until = performance.now() + 6_500;
    while (performance.now() < until) {
      assert.deepEqual(await receiver.renewEventLocks(held), {
        succeededLockTokens: held, failedLockTokens: [],
      });
      assert.deepEqual(await receiver.receiveEvents(briefly), { details: [] });
    }
    assert.deepEqual((await receiver.acknowledgeEvents(held)).succeededLockTokens, held);
  }),

  scenario("loses a lock that runs out", async () => {
    const { sender, receiver } = clients("js-expire"); // locks of 1 second
    await sender.sendEvents(event("slow"));
    const first = await receiver.receiveEvents(patiently);
    const second = await receiver.receiveEvents(patiently);
    assert.deepEqual(counts(second), [2]);
    const lost = await receiver.renewEventLocks(tokens(first));
    assert.deepEqual(lost.failedLockTokens.map((t) => t.error), [
      { code: "TokenLost", message: "Token has expired." },
    ]);
  }),

  scenario("is told when the topic does not exist", async () => {
    const { sender, receiver } = clients("faketopic");
    const unknown = { statusCode: 404, code: "NotFound", message: "Topic 'faketopic' is not found" };
    await assert.rejects(sender.sendEvents(event("lost")), unknown);
    await assert.rejects(receiver.receiveEvents(briefly), unknown);
  }),

  scenario("is told when the key is wrong", async () => {
    const { sender } = clients("js-one", "d3Jvbmcga2V5IHdyb25nIGtleSB3cm9uZyBrZXkhISE=");
    await assert.rejects(sender.sendEvents(event("lost")), { statusCode: 401 });
  }),
]);
