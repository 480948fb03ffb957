package io.gridgate.app.settings;

/** What the requests to a source look like, and how they may be authenticated. */
public enum SourceScheme {
    /** CloudEvents 1.0: structured, batched or binary. */
    CLOUDEVENTS(true, true),
    /** JSON or forms of any sender, by a mapping. */
    WEBHOOK(true, true),
    /** Standard Webhooks. */
    STANDARD_WEBHOOKS(false, true),
    /** GitHub webhooks. */
    GITHUB(false, true),
    /** GitLab webhooks, with a secret token or a signing token. */
    GITLAB(true, true),
    /** Stripe's events. */
    STRIPE(false, true),
    /** Shopify's webhooks. */
    SHOPIFY(false, true),
    /** Slack's Events API. */
    SLACK(false, true),
    /** Twilio's callbacks and Event Streams. */
    TWILIO(false, true),
    /** Amazon SNS messages. */
    AWS_SNS(true, false),
    /** Notifications of Amazon S3 and of stores that speak like it. */
    AWS_S3(true, false),
    /** Lines of CouchDB's feeds. */
    COUCHDB(true, false);

    private final boolean keys;
    private final boolean secrets;

    SourceScheme(boolean keys, boolean secrets) {
        this.keys = keys;
        this.secrets = secrets;
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
            return "either keys or secrets";
        }
        return keys ? "keys, and has no secrets" : "secrets, and has no keys";
    }

    /** Tells whether a mapping may be given. */
    boolean takesMapping() {
        return this == WEBHOOK || this == STANDARD_WEBHOOKS || this == COUCHDB;
    }
}
