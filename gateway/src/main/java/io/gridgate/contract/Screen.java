package io.gridgate.contract;

/**
 * Sees at a glance, on the bytes and without a tree, that a value keeps a schema.
 *
 * <p>A yes is certain: the library would say so too, and {@link DataTree} could read the value. A
 * no only means that the glance was not enough. Immutable, for any number of threads.
 */
interface Screen {

    /** Fits any value that can be read at a glance. */
    Screen ANY = new ValueScreen(ValueScreen.Rules.NONE);

    /**
     * Looks at the value that comes next.
     *
     * @return true if it fits, and was taken; false if that is not certain, and then the walk is
     *     anywhere
     */
    boolean fits(Glance glance);
}
