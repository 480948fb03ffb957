package io.gridgate.wellbeing.story;

import io.cloudevents.CloudEvent;

import java.time.LocalDate;

/**
 * One employee's one day: what the story is about, and the subject of each of its events.
 *
 * @param employeeId a UUID
 * @param day in the employee's calendar
 */
public record Day(String employeeId, LocalDate day) {

    /** Reads the subject of an event. */
    public static Day of(CloudEvent event) {
        return of(String.valueOf(event.getSubject()));
    }

    /** Reads a subject, as {@link #toString} writes it. */
    public static Day of(String subject) {
        int slash = subject.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("a subject is employee/day, not " + subject);
        }
        return new Day(subject.substring(0, slash), LocalDate.parse(subject.substring(slash + 1)));
    }

    @Override
    public String toString() {
        return employeeId + "/" + day;
    }
}
