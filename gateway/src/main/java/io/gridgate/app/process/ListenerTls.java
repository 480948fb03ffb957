package io.gridgate.app.process;

import io.gridgate.app.settings.ListenerSettings;
import io.gridgate.http.LocalAuthority;
import io.gridgate.http.TlsMaterial;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Key and certificate of a listener: from the settings, or from a local authority. */
public final class ListenerTls {

    private ListenerTls() {}

    /**
     * Returns what HTTPS needs; empty where the settings ask for none.
     *
     * @param listener the settings
     * @param data the data folder of the role; {@code tls} in it has the local authority
     * @param clock tells whether a local certificate must be made anew
     * @return key and certificate, if the listener has HTTPS
     * @throws IOException if a file cannot be read or written
     */
    public static Optional<TlsMaterial> of(
            ListenerSettings listener, Path data, InstantSource clock) throws IOException {
        if (listener.httpsPort().isEmpty()) {
            return Optional.empty();
        }
        if (listener.certificate().isPresent() && listener.privateKey().isPresent()) {
            return Optional.of(
                    TlsMaterial.read(
                            listener.certificate().get(),
                            listener.privateKey().get(),
                            Optional.empty()));
        }
        List<String> names = new ArrayList<>(LocalAuthority.LOCAL_NAMES);
        names.addAll(ListenerNames.certificateNames(listener.host()));
        return Optional.of(LocalAuthority.issue(data.resolve("tls"), names, clock));
    }
}
