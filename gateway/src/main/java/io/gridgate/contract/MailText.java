package io.gridgate.contract;

/**
 * The usual mailbox: a dot-atom, {@code @} and a host name, RFC 5321 §4.1.2. Whether there is such
 * a top-level domain is not asked.
 */
enum MailText implements TextForm {
    /** The only one. */
    USUAL;

    private static final int LENGTH_MAX = 254;
    private static final int LOCAL_MAX = 64;
    private static final int LABEL_MAX = 63;
    private static final String ATOM_PUNCTUATION = "!#$%&'*+-/=?^_`{|}~";

    @Override
    public boolean fits(byte[] json, int from, int to) {
        if (to - from > LENGTH_MAX) {
            return false;
        }
        int at = from;
        int atom = from;
        while (at < to && json[at] != '@') {
            boolean dot = json[at] == '.';
            if (dot ? at == atom : !isAtom(json[at])) {
                return false;
            }
            at++;
            atom = dot ? at : atom;
        }
        return at > atom && at - from <= LOCAL_MAX && at < to && isHost(json, at + 1, to);
    }

    private static boolean isHost(byte[] json, int from, int to) {
        int label = from;
        for (int at = from; at <= to; at++) {
            if (at == to || json[at] == '.') {
                boolean sound =
                        at > label
                                && at - label <= LABEL_MAX
                                && json[label] != '-'
                                && json[at - 1] != '-';
                if (!sound) {
                    return false;
                }
                label = at + 1;
            } else if (!isLetterOrDigit(json[at]) && json[at] != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isAtom(byte character) {
        return isLetterOrDigit(character)
                || (character > 0 && ATOM_PUNCTUATION.indexOf(character) >= 0);
    }

    private static boolean isLetterOrDigit(byte character) {
        int lower = character | 0x20;
        return (lower >= 'a' && lower <= 'z') || (character >= '0' && character <= '9');
    }
}
