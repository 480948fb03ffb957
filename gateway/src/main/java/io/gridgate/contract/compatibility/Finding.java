package io.gridgate.contract.compatibility;

/**
 * One reason why a change of a contract is not compatible, or not seen to be.
 *
 * @param direction which way
 * @param place where the rule stands: a JSON Pointer into the file, after the file's name if it is
 *     another one; in the new contract for {@link Direction#BACKWARD}, in the old one for {@link
 *     Direction#FORWARD}
 * @param data JSON Pointer into the data, with {@code *} for any item or any other name
 * @param was what the old contract says, empty where that cannot be told in a few words
 * @param is what the new contract says
 * @param certain whether it breaks; else the two cannot be compared here
 */
public record Finding(
        Direction direction, String place, String data, String was, String is, boolean certain) {}
