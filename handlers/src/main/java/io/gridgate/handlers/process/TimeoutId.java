package io.gridgate.handlers.process;

/**
 * The id of a timer that is a time-out; of its own for every setting, so that none is replaced.
 *
 * @param correlation which instance
 * @param name of the time-out
 * @param number of the step that set it
 */
record TimeoutId(String correlation, String name, long number) {

    static TimeoutId of(String text) {
        int last = text.lastIndexOf('/');
        int first = text.lastIndexOf('/', last - 1);
        return new TimeoutId(
                text.substring(0, first),
                text.substring(first + 1, last),
                Long.parseLong(text.substring(last + 1)));
    }

    String text() {
        return correlation + "/" + name + "/" + number;
    }
}
