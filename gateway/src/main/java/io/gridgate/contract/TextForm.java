package io.gridgate.contract;

/** How a string may be written; looked for on its bytes, which have no escapes. */
interface TextForm {

    /** Tells whether the bytes between two indexes are certainly of this form. */
    boolean fits(byte[] json, int from, int to);
}
