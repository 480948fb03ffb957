package io.gridgate.handlers.process;

import java.time.Instant;

/**
 * The instances that run on one version of a definition.
 *
 * @param version the version
 * @param instances how many, one at least
 * @param since since when the one of them that has stood still for longest is as it is
 */
public record RunningVersion(int version, long instances, Instant since) {}
