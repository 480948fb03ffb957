package io.gridgate.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The host names and addresses of a certificate, spelled in one way. */
final class CertificateNames {

    private CertificateNames() {}

    static Set<String> of(X509Certificate certificate) throws IOException {
        Set<String> names = new HashSet<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                alternatives.forEach(name -> names.add(canonical(String.valueOf(name.get(1)))));
            }
            return names;
        } catch (CertificateParsingException e) {
            throw new IOException("unreadable names in a certificate", e);
        }
    }

    static String canonical(String name) {
        return isAddress(name) ? address(name) : name.toLowerCase(Locale.ROOT);
    }

    /** Tells whether this is an address, by its spelling alone; nothing is looked up. */
    static boolean isAddress(String name) {
        return name.indexOf(':') >= 0 || name.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    }

    private static String address(String name) {
        try {
            return InetAddress.getByName(name).getHostAddress();
        } catch (UnknownHostException e) {
            return name;
        }
    }
}
