package io.gridgate.app.command;

import picocli.CommandLine.IVersionProvider;

/** The version of this program, as the jar's manifest says it. */
final class ProductVersion implements IVersionProvider {

    static String number() {
        String version = ProductVersion.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"gridgate " + number()};
    }
}
