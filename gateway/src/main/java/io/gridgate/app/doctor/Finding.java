package io.gridgate.app.doctor;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What one check found.
 *
 * @param subject what was looked at, such as the endpoint of a namespace; holds no secret
 * @param check what was checked
 * @param status how it went
 * @param detail what was found
 * @param remedy what to change; empty where nothing has to be
 */
public record Finding(String subject, String check, Status status, String detail, String remedy) {

    /** How a check went. */
    public enum Status {
        /** As it must be. */
        OK,
        /** It works, or may; somebody should look. */
        WARNING,
        /** It does not work. */
        FAILED,
        /** Not checked, because of what was found before. */
        SKIPPED
    }

    static Finding ok(String subject, String check, String detail) {
        return new Finding(subject, check, Status.OK, detail, "");
    }

    static Finding warning(String subject, String check, String detail, String remedy) {
        return new Finding(subject, check, Status.WARNING, detail, remedy);
    }

    static Finding failed(String subject, String check, String detail, String remedy) {
        return new Finding(subject, check, Status.FAILED, detail, remedy);
    }

    static Finding skipped(String subject, String check, String reason) {
        return new Finding(subject, check, Status.SKIPPED, reason, "");
    }

    /**
     * Returns the members of a JSON object.
     *
     * @return texts by name
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("subject", subject);
        map.put("check", check);
        map.put("status", status.name().toLowerCase(Locale.ROOT));
        map.put("detail", detail);
        if (!remedy.isEmpty()) {
            map.put("remedy", remedy);
        }
        return map;
    }
}
