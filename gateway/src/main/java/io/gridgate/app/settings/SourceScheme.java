package io.gridgate.app.settings;

/** What the requests to a source look like, and how they may be authenticated. */
public enum SourceScheme {
    /** CloudEvents 1.0: structured, batched or binary. */
    CLOUDEVENTS(true, true, "com.contoso.order.*"),
    /** JSON or forms of any sender, by a mapping. */
    WEBHOOK(true, true, "com.contoso.order.*"),
    /** Standard Webhooks. */
    STANDARD_WEBHOOKS(false, true, "user.*"),
    /** GitHub webhooks. */
    GITHUB(false, true, "com.github.*"),
    /** GitLab webhooks, with a secret token or a signing token. */
    GITLAB(true, true, "com.gitlab.*"),
    /** Stripe's events. */
    STRIPE(false, true, "com.stripe.*"),
    /** Shopify's webhooks. */
    SHOPIFY(false, true, "com.shopify.*"),
    /** Slack's Events API. */
    SLACK(false, true, "com.slack.*"),
    /** Twilio's callbacks and Event Streams. */
    TWILIO(false, true, "com.twilio.*"),
    /** Amazon SNS messages. */
    AWS_SNS(true, false, "com.amazonaws.sns.*"),
    /** Notifications of Amazon S3 and of stores that speak like it. */
    AWS_S3(true, false, "com.amazonaws.s3.*"),
    /** Lines of CouchDB's feeds. */
    COUCHDB(true, false, "org.apache.couchdb.*");

    private final boolean keys;
    private final boolean secrets;
    private final String typesExample;

    SourceScheme(boolean keys, boolean secrets, String typesExample) {
        this.keys = keys;
        this.secrets = secrets;
        this.typesExample = typesExample;
    }

    boolean takesKeys() {
        return keys;
    }

    boolean takesSecrets() {
        return secrets;
    }

    /** Returns what has to be given, for error texts. */
    String needs() {
        if (keys && secrets) {
            return "keys or secrets, not both";
        }
        return keys ? "keys, and has no secrets" : "secrets, and has no keys";
    }

    /** Tells whether its senders can present tokens of Entra ID. */
    boolean takesTokens() {
        return this == CLOUDEVENTS || this == WEBHOOK;
    }

    /** Tells whether a mapping may be given. */
    boolean takesMapping() {
        return this == WEBHOOK || this == STANDARD_WEBHOOKS || this == COUCHDB;
    }

    /** Returns types that its events have, or might have. */
    String typesExample() {
        return typesExample;
    }

    /** Tells whether the scheme or its mapping makes the source of events, not the sender. */
    boolean mapsSource() {
        return this != CLOUDEVENTS;
    }
}
