package io.gridgate.wellbeing.hr;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.inbox.Inbox;
import io.gridgate.handlers.jackson.JsonData;
import io.gridgate.handlers.jackson.JsonState;
import io.gridgate.handlers.outbox.Outbox;
import io.gridgate.handlers.process.Next;
import io.gridgate.handlers.process.ProcessDefinition;
import io.gridgate.handlers.process.ProcessInstance;
import io.gridgate.handlers.process.ProcessManager;
import io.gridgate.handlers.process.StepContext;
import io.gridgate.handlers.timer.TimerRunnerBuilder;
import io.gridgate.wellbeing.story.Day;
import io.gridgate.wellbeing.story.StoryEvents;
import io.gridgate.wellbeing.story.StoryEvents.LetterRequest;
import io.gridgate.wellbeing.story.StoryEvents.Rating;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import javax.sql.DataSource;

/**
 * The story with a process manager: it asks for the letter, waits until it is sent, asks again
 * after a while, and then reports to HR, who only has to listen. The whole story is {@link
 * #definition}.
 */
public final class CheckIn implements Hr {

    /**
     * What the process knows of a day.
     *
     * @param rating what the employee said
     * @param asked how often the letter was asked for again
     */
    record State(int rating, int asked) {}

    private static final String LETTER = "letter";

    private final DataSource database;
    private final ProcessManager process;
    private final Inbox inbox;

    public CheckIn(DataSource database, Outbox outbox, Patience patience) {
        this.database = database;
        this.inbox = Inbox.builder(database, "hr").build();
        this.process =
                ProcessManager.builder("check-in", database)
                        .outbox(outbox)
                        .definition(definition(patience))
                        .build();
    }

    static ProcessDefinition<State> definition(Patience patience) {
        return ProcessDefinition.version(1, new JsonState<>(State.class))
                .begin(
                        StoryEvents.RECORDED,
                        new JsonData()
                                .begin(
                                        Rating.class,
                                        (rating, context) ->
                                                askFor(
                                                                new State(rating.rating(), 0),
                                                                context,
                                                                patience)
                                                        .await(StoryEvents.SENT)))
                .on(StoryEvents.SENT, (state, _, _) -> Next.of(state))
                .onTimeout(
                        LETTER,
                        (state, context) ->
                                askFor(
                                        new State(state.rating(), state.asked() + 1),
                                        context,
                                        patience))
                .whenAllCame((state, context) ->
                        Next.of(state).send(report(state, context)).end("reported to HR"))
                .build();
    }

    private static Next<State> askFor(State state, StepContext context, Patience patience) {
        Day day = Day.of(context.correlation());
        return Next.of(state)
                .send(
                        StoryEvents.event(
                                context.eventId("letter"),
                                "check-in",
                                StoryEvents.REQUESTED,
                                day,
                                context.now(),
                                new LetterRequest(day.employeeId(), day.day().toString())))
                .timeout(LETTER, patience.after(state.asked()));
    }

    private static CloudEvent report(State state, StepContext context) {
        Day day = Day.of(context.correlation());
        return StoryEvents.event(
                context.eventId("report"),
                "check-in",
                StoryEvents.REPORTED,
                day,
                context.now(),
                new Rating(day.employeeId(), day.day().toString(), state.rating()));
    }

    @Override
    public void create() throws SQLException {
        process.create();
        inbox.create();
        try (Connection connection = database.getConnection()) {
            Notices.create(connection);
        }
    }

    @Override
    public Map<String, EventHandler> handlers() {
        EventHandler hr =
                new JsonData()
                        .handler(
                                Rating.class,
                                (rating, event, context) ->
                                        inbox.once(
                                                        (_, _, connection) -> {
                                                            Notices.tell(
                                                                    connection,
                                                                    Day.of(event),
                                                                    rating.rating());
                                                            return Outcome.acknowledge();
                                                        })
                                                .handle(event, context));
        return Map.of("check-in", process.handler(), "hr-notices", hr);
    }

    @Override
    public TimerRunnerBuilder timeouts() {
        return process.timeouts();
    }

    @Override
    public List<Open> open() throws SQLException {
        return process.running(1_000).stream().map(CheckIn::open).toList();
    }

    private static Open open(ProcessInstance instance) {
        return new Open(
                instance.correlation(),
                List.copyOf(instance.waitingFor()),
                instance.timeouts().values().stream()
                        .map(Object::toString)
                        .collect(Collectors.joining()));
    }

    @Override
    public long told() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Notices.count(connection);
        }
    }
}
