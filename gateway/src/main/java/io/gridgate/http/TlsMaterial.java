package io.gridgate.http;

import java.nio.file.Path;
import java.security.KeyStore;

/**
 * What a TLS listener needs.
 *
 * @param keyStore the server's private key and certificate chain
 * @param password opens the key in the store; never logged
 * @param caPath the certificate of the authority that clients must trust, in PEM
 */
@SuppressWarnings("ArrayRecordComponent") // a password belongs in an array; never compared
public record TlsMaterial(KeyStore keyStore, char[] password, Path caPath) {

    @Override
    public String toString() {
        return "TlsMaterial[" + caPath + "]";
    }
}
