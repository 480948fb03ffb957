package io.gridgate.wellbeing.hr;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.inbox.Inbox;
import io.gridgate.handlers.jackson.JsonData;
import io.gridgate.handlers.outbox.Outbox;
import io.gridgate.handlers.routing.Router;
import io.gridgate.handlers.timer.Timer;
import io.gridgate.handlers.timer.TimerRunner;
import io.gridgate.handlers.timer.TimerRunnerBuilder;
import io.gridgate.handlers.timer.Timers;
import io.gridgate.wellbeing.story.Day;
import io.gridgate.wellbeing.story.StoryEvents;
import io.gridgate.wellbeing.story.StoryEvents.LetterRequest;
import io.gridgate.wellbeing.story.StoryEvents.Rating;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import javax.sql.DataSource;

/**
 * The story without anyone who leads it: correspondence listens to ratings by itself, and HR
 * listens to ratings and to letters, which come in either order. HR keeps in {@link HrCases} what
 * has come, and a timer for each letter that has not. Compare {@link CheckIn}.
 */
public final class Choreography implements Hr {

    private final DataSource database;
    private final Outbox outbox;
    private final Patience patience;
    private final InstantSource clock;
    private final Inbox inbox;
    private final Timers timers;

    public Choreography(
            DataSource database, Outbox outbox, Patience patience, InstantSource clock) {
        this.database = database;
        this.outbox = outbox;
        this.patience = patience;
        this.clock = clock;
        this.inbox = Inbox.builder(database, "hr").build();
        this.timers = new Timers("hr-letters", "gridgate_timer", clock);
    }

    @Override
    public void create() throws SQLException {
        inbox.create();
        timers.create(database);
        try (Connection connection = database.getConnection()) {
            HrCases.create(connection);
            Notices.create(connection);
        }
    }

    @Override
    public Map<String, EventHandler> handlers() {
        return Map.of(
                "hr-notices",
                Router.builder()
                        .on(StoryEvents.RECORDED, new JsonData().handler(Rating.class, this::rated))
                        .on(
                                StoryEvents.SENT,
                                inbox.once((event, _, connection) -> {
                                    HrCases.letterSent(connection, Day.of(event));
                                    return goOn(connection, Day.of(event));
                                }))
                        .build());
    }

    private Outcome rated(Rating rating, CloudEvent event, DeliveryContext context)
            throws Exception {
        return inbox.once(
                        (_, _, connection) -> {
                            HrCases.rated(connection, Day.of(event), rating.rating());
                            return goOn(connection, Day.of(event));
                        })
                .handle(event, context);
    }

    /** Tells HR when both have come, else sees to it that the letter is asked for in time. */
    private Outcome goOn(Connection connection, Day day) throws SQLException {
        Optional<Integer> rating = HrCases.close(connection, day);
        if (rating.isPresent()) {
            Notices.tell(connection, day, rating.get());
            timers.cancel(connection, day.toString());
        } else if (HrCases.waitsForLetter(connection, day)) {
            remind(connection, day, 0);
        }
        return Outcome.acknowledge();
    }

    private void remind(Connection connection, Day day, int asked) throws SQLException {
        timers.schedule(
                connection,
                new Timer(
                        day.toString(),
                        clock.instant().plus(patience.after(asked)),
                        String.valueOf(asked)));
    }

    @Override
    public TimerRunnerBuilder timeouts() {
        return TimerRunner.builder(timers, database, this::askAgain);
    }

    private void askAgain(Timer timer, Connection connection) throws SQLException {
        Day day = Day.of(timer.id());
        if (!HrCases.waitsForLetter(connection, day)) {
            return;
        }
        int asked = Integer.parseInt(timer.data()) + 1;
        outbox.append(
                connection,
                StoryEvents.event(
                        day + "/" + asked,
                        "hr",
                        StoryEvents.REQUESTED,
                        day,
                        clock.instant(),
                        new LetterRequest(day.employeeId(), day.day().toString())));
        remind(connection, day, asked);
    }

    @Override
    public List<Open> open() throws SQLException {
        Map<String, String> due =
                timers.waiting(database, 1_000).stream()
                        .collect(Collectors.toMap(Timer::id, timer -> timer.due().toString()));
        try (Connection connection = database.getConnection()) {
            return HrCases.open(connection, 1_000).stream()
                    .map(open ->
                            new Open(
                                    open.subject(),
                                    List.of(open.rated() ? StoryEvents.SENT : StoryEvents.RECORDED),
                                    due.getOrDefault(open.subject(), "")))
                    .toList();
        }
    }

    @Override
    public long told() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Notices.count(connection);
        }
    }
}
