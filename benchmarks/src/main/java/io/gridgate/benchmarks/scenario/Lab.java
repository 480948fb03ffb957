package io.gridgate.benchmarks.scenario;

import io.gridgate.benchmarks.server.Launch;

import java.util.function.Consumer;

/**
 * What a scenario works with.
 *
 * @param launch starts servers
 * @param effort how long to measure
 * @param progress takes lines that tell how far it is
 */
public record Lab(Launch launch, Effort effort, Consumer<String> progress) {

    void say(String line) {
        progress.accept(line);
    }
}
