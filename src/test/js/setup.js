// What every scenario needs: clients for a topic and subscription of its own on the namespace
// that the environment names.
import { readFileSync } from "node:fs";
import {
  AzureKeyCredential,
  EventGridReceiverClient,
  EventGridSenderClient,
} from "@azure/eventgrid-namespaces";

const { GRIDGATE_ENDPOINT: endpoint, GRIDGATE_KEY: key, GRIDGATE_CA: ca } = process.env;

export const maxDeliveryCount = 10;
// The shortest wait that the namespace allows when its limits are relaxed is shorter than Azure's.
export const briefly = { maxEvents: 10, maxWaitTime: 1 };
export const patiently = { maxEvents: 10, maxWaitTime: 20 };

const options = endpoint.startsWith("https:")
  ? { tlsOptions: { ca: readFileSync(ca) } }
  : { allowInsecureConnection: true };

export function clients(topic, accessKey = key) {
  const credential = new AzureKeyCredential(accessKey);
  return {
    sender: new EventGridSenderClient(endpoint, credential, topic, options),
    receiver: new EventGridReceiverClient(endpoint, credential, topic, "worker", options),
  };
}

export function event(id, data = { name: "Bob", age: 18 }) {
  return { id, source: "/contoso/items", type: "Contoso.Items.ItemReceived", data };
}

export const tokens = (received) => received.details.map((d) => d.brokerProperties.lockToken);
export const counts = (received) => received.details.map((d) => d.brokerProperties.deliveryCount);
export const ids = (received) => received.details.map((d) => d.event.id);

// Receives until as many events came as are asked for: one answer may hold fewer than there are.
export async function receiveAll(receiver, count) {
  const details = [];
  while (details.length < count) {
    const part = await receiver.receiveEvents(patiently);
    if (part.details.length === 0) break;
    details.push(...part.details);
  }
  return { details };
}
