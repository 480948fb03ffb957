package io.gridgate.log.segment;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where every record is. In memory are the settings whole, one entry per pending chunk, and per
 * segment one run for each kind and owner; the rest is in the runs' index files.
 *
 * <p>Changed by the thread that writes; {@link #timeline} is for any thread.
 */
final class Catalog {

    private static final NavigableMap<Long, Run> NO_CHUNKS = new TreeMap<>();

    private final Map<Content.Key, Timeline> timelines = new ConcurrentHashMap<>();
    private final Map<Integer, NavigableMap<Long, Run>> chunks = new TreeMap<>();
    private final NavigableMap<Integer, NavigableMap<Long, byte[]>> settings = new TreeMap<>();

    /** Takes up a segment at the start; oldest first. */
    void take(Content content) {
        for (Run run : List.copyOf(content.runs())) {
            switch (run.kind()) {
                case META -> takeSettings(run);
                case CHUNKS -> takeChunks(run);
                case EVENTS, DEDUP, DEAD -> {
                    for (int i = 0; i < run.size(); i++) {
                        content.born(run.entryBytes(i));
                    }
                    placed(run);
                }
            }
        }
    }

    private void takeSettings(Run run) {
        for (int i = 0; i < run.size(); i++) {
            settings(run.owner()).put(run.number(i), run.value(i));
        }
    }

    private void takeChunks(Run run) {
        for (int i = 0; i < run.size(); i++) {
            place(run, run.number(i), run.isRemoval(i));
        }
    }

    private void place(Run run, long number, boolean removal) {
        NavigableMap<Long, Run> ofOwner = ofOwner(run.owner());
        bury(ofOwner.get(number), number);
        if (removal) {
            ofOwner.remove(number);
        } else {
            ofOwner.put(number, run);
            run.content().born(run.entryBytes(run.find(number)));
        }
    }

    private static void bury(@Nullable Run run, long number) {
        if (run != null) {
            run.content().died(run.entryBytes(run.find(number)));
        }
    }

    private NavigableMap<Long, Run> ofOwner(int owner) {
        return chunks.computeIfAbsent(owner, _ -> new TreeMap<>());
    }

    /** Takes up an entry that was written. */
    void take(Content content, Kind kind, int owner, long number, int at, int length) {
        switch (kind) {
            case META -> {
                content.add(kind, owner, number, at, length);
                settings(owner).put(number, content.segment().read(at, length));
            }
            case CHUNKS -> {
                bury(ofOwner(owner).remove(number), number);
                HeapRun run = content.add(kind, owner, number, at, length);
                place(run, number, length == Frame.REMOVED);
            }
            case EVENTS, DEDUP, DEAD -> {
                HeapRun run = content.add(kind, owner, number, at, length);
                content.born(Frame.ENTRY_BYTES + length);
                if (run.size() == 1) {
                    placed(run);
                }
            }
        }
    }

    private void placed(Run run) {
        Content.Key key = new Content.Key(run.kind(), run.owner());
        timelines.merge(key, Timeline.EMPTY.with(run), (older, _) -> older.with(run));
    }

    /** Takes the index file of a segment in place of what was collected while it was written. */
    void stored(Content collected, Content stored) {
        for (Run run : stored.runs()) {
            Run before = collected.run(new Content.Key(run.kind(), run.owner()));
            if (before != null) {
                run.takeMarks(before);
            }
        }
        stored.born(collected.liveBytes());
        exchange(Set.of(collected), stored);
    }

    /** Takes a segment in place of those that were merged into it. */
    @SuppressWarnings("ReferenceEquality") // which run has a chunk is a question of identity
    void merged(Merge merge, Content merged) {
        merge.diedMeanwhile((key, number) -> {
            Run run = merged.run(key);
            if (run != null) {
                run.kill(run.find(number));
            }
        });
        exchange(Set.copyOf(merge.sources()), merged);
        for (Run run : merged.runs()) {
            for (int i = 0; run.kind() == Kind.CHUNKS && i < run.size(); i++) {
                if (ofOwner(run.owner()).get(run.number(i)) == run) {
                    merged.born(run.entryBytes(i));
                }
            }
        }
    }

    private void exchange(Set<Content> gone, Content fresh) {
        for (Map.Entry<Content.Key, Timeline> each : timelines.entrySet()) {
            each.setValue(each.getValue().replaced(gone, fresh.run(each.getKey())));
        }
        for (Run run : fresh.runs()) {
            for (int i = 0; run.kind() == Kind.CHUNKS && i < run.size(); i++) {
                if (!run.isRemoval(i)) {
                    ofOwner(run.owner())
                            .computeIfPresent(
                                    run.number(i),
                                    (_, now) -> gone.contains(now.content()) ? run : now);
                }
            }
        }
    }

    /** Returns the runs of a kind and an owner. Any thread. */
    Timeline timeline(Kind kind, int owner) {
        return timelines.getOrDefault(new Content.Key(kind, owner), Timeline.EMPTY);
    }

    /** Returns the owners of records of a kind. */
    List<Integer> owners(Kind kind) {
        return timelines.keySet().stream()
                .filter(key -> key.kind() == kind)
                .map(Content.Key::owner)
                .sorted()
                .toList();
    }

    /** Returns which run has each chunk of an owner; not to be changed. */
    NavigableMap<Long, Run> chunks(int owner) {
        return chunks.getOrDefault(owner, NO_CHUNKS);
    }

    /** Returns the settings of an owner; not to be changed. */
    NavigableMap<Long, byte[]> settings(int owner) {
        return settings.computeIfAbsent(owner, _ -> new TreeMap<>());
    }

    /** Puts all settings into a round. */
    void repeatSettings(Round round) {
        settings.forEach((owner, values) ->
                values.forEach((number, value) -> round.put(Kind.META, owner, number, value)));
    }
}
