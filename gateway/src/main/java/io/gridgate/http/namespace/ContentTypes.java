package io.gridgate.http.namespace;

/** The content types of answers, spelled as the service spells them. */
final class ContentTypes {

    /** Of publish and settle. */
    static final String JSON = "application/json";

    /** Of receive and of errors. */
    static final String JSON_UTF8 = "application/json; charset=utf-8";

    private ContentTypes() {}
}
