package io.gridgate.event;

/**
 * Renders an event the way an Event Grid namespace hands it out.
 *
 * <p>Used by the namespace role only. Stateless; safe to call from any thread.
 */
public final class AzureRendering {

    private AzureRendering() {}

    /**
     * Returns the event as Azure would write it.
     *
     * @param json one checked CloudEvent as JSON object in UTF-8
     * @return the same array where nothing needs to change, else a new one
     */
    public static byte[] render(byte[] json) {
        return json;
    }
}
