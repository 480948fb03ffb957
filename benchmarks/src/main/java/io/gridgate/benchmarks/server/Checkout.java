package io.gridgate.benchmarks.server;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the built program and the results are.
 *
 * @param root folder of the parent pom
 */
public record Checkout(Path root) {

    /** System property with which the launcher names the checkout. */
    public static final String PROPERTY = "gridgate.root";

    /** {@return the checkout that the launcher named, or else the one around the working folder} */
    public static Checkout find() {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return new Checkout(Path.of(named));
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("gateway/pom.xml"))) {
                return new Checkout(at);
            }
        }
        throw new IllegalStateException("run this inside a checkout of Gridgate");
    }

    /** {@return the packaged product} */
    public Path product() {
        return root.resolve("gateway/target/gridgate.jar");
    }

    /** {@return where data, logs and the like of a run may be} */
    public Path work() {
        return root.resolve("benchmarks/target/bench");
    }
}
