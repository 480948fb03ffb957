package io.gridgate.http.namespace;

import io.gridgate.http.HttpFailure;

/** The versions of the data plane that are served. */
enum ApiVersion {
    /** The first one; has neither renewLock nor a release delay. */
    V2023_11_01("2023-11-01"),
    /** The newest one. */
    V2024_06_01("2024-06-01");

    private final String text;

    ApiVersion(String text) {
        this.text = text;
    }

    static ApiVersion of(QueryParameters query) {
        String asked = query.get("api-version");
        if (V2024_06_01.text.equals(asked)) {
            return V2024_06_01;
        }
        if (V2023_11_01.text.equals(asked)) {
            return V2023_11_01;
        }
        throw asked == null
                ? NamespaceFailures.badRequest(
                        "The api-version query parameter is required; use 2024-06-01.")
                : NamespaceFailures.badRequest(
                        "The api-version is not supported; use 2023-11-01 or 2024-06-01.");
    }

    /** Refuses what only the newest version has. */
    void require2024(String feature) {
        if (this != V2024_06_01) {
            HttpFailure failure =
                    NamespaceFailures.badRequest(
                            feature + " is not part of api-version " + text + "; use 2024-06-01.");
            throw failure;
        }
    }
}
