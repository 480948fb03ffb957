package io.gridgate.contract;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.FailFastAssertionException;
import com.networknt.schema.Schema;
import com.networknt.schema.ValidationLimitExceededException;

import io.gridgate.contract.ContractResult.Conforms;
import io.gridgate.contract.ContractResult.Violates;
import io.gridgate.event.Event;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.JsonNodeException;
import tools.jackson.databind.node.NullNode;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * One compiled schema. Immutable, for any number of threads.
 *
 * <p>Most data is good and most schemas are simple: then a {@link Screen} sees it at a glance.
 * Otherwise the library decides. It stops at the first violation; only data that has one is checked
 * again for a list of them.
 */
final class Contract {

    /** Most steps of one check: a schema or a keyword that looks at a value is a step. */
    static final long STEPS_MAX = 1_000_000;

    /** Deepest nesting of schemas in one check, references included. */
    static final int DEPTH_MAX = 1_000;

    private static final ExecutionConfig FIRST_ONLY = config(true);
    static final ExecutionConfig ALL = config(false);

    private final Schema schema;
    private final @Nullable Screen screen;
    private final NameTable names;
    private final Conforms conforms;

    /**
     * Makes a contract.
     *
     * @param screen sees at a glance that data keeps the schema, null where it takes more than that
     * @param names the names that the schema speaks of
     */
    Contract(ContractId id, Schema schema, @Nullable Screen screen, NameTable names) {
        this.schema = schema;
        this.screen = screen;
        this.names = names;
        this.conforms = new Conforms(id);
    }

    ContractId id() {
        return conforms.contract();
    }

    /** Checks the data of an event; an event without data is checked as if it were null. */
    ContractResult check(Event event) {
        try {
            return switch (event.dataKind()) {
                case NONE -> check(NullNode.getInstance());
                case JSON ->
                        fitsAtAGlance(event)
                                ? conforms
                                : check(DataTree.read(event.json(), event.dataOffset(), names));
                case BASE64 ->
                        violates(new Violation("", "must be JSON in `data`, not `data_base64`"));
            };
        } catch (Unreadable e) {
            return violates(e.violation());
        }
    }

    private boolean fitsAtAGlance(Event event) {
        return screen != null
                && event.dataLength() <= Glance.BYTES_MAX
                && screen.fits(new Glance(event.json(), event.dataOffset()));
    }

    private ContractResult check(JsonNode data) {
        try {
            return keeps(data) ? conforms : violations(data);
        } catch (ValidationLimitExceededException e) {
            String limit =
                    switch (e.getLimitKind()) {
                        case EVALUATION_STEPS -> STEPS_MAX + " steps";
                        case EVALUATION_DEPTH -> DEPTH_MAX + " nested schemas";
                    };
            return violates(new Violation("", "must not need more than " + limit + " to check"));
        } catch (JsonNodeException e) {
            // The library compares with 64 bits where the schema says integer.
            return violates(new Violation("", "must not have integers of more than 64 bits here"));
        }
    }

    private boolean keeps(JsonNode data) {
        ExecutionContext context = new ExecutionContext(FIRST_ONLY);
        try {
            schema.validate(context, data);
            return context.getErrors().isEmpty();
        } catch (FailFastAssertionException e) {
            return false;
        }
    }

    private Violates violations(JsonNode data) {
        FirstErrors errors = new FirstErrors();
        ExecutionContext context = new ExecutionContext(ALL);
        context.setErrors(errors);
        try {
            schema.validate(context, data);
        } catch (FailFastAssertionException e) {
            // Thrown by the list when it is full, to end the check.
        }
        boolean onlyLeftOver = errors.stream().allMatch(Contract::isLeftOver);
        List<Violation> violations =
                errors.stream()
                        .filter(error -> onlyLeftOver || !isLeftOver(error))
                        .map(Contract::violation)
                        .toList();
        return new Violates(id(), violations, errors.more);
    }

    /** What no schema has looked at includes all that failed ones have: mere consequences. */
    private static boolean isLeftOver(Error error) {
        return error.getKeyword().startsWith("unevaluated");
    }

    private static Violation violation(Error error) {
        return new Violation(error.getInstanceLocation().toString(), error.getMessage());
    }

    private Violates violates(Violation violation) {
        return new Violates(id(), List.of(violation), false);
    }

    private static ExecutionConfig config(boolean failFast) {
        return ExecutionConfig.builder()
                .locale(Locale.ROOT)
                .formatAssertionsEnabled(true)
                .failFast(failFast)
                .maxEvaluationSteps(STEPS_MAX)
                .maxEvaluationDepth(DEPTH_MAX)
                .build();
    }

    /** Takes the first errors and stops the check at the next. */
    private static final class FirstErrors extends ArrayList<Error> {

        private static final long serialVersionUID = 1L;

        private boolean more;

        @Override
        public boolean add(Error error) {
            if (size() == Violation.MAX) {
                more = true;
                throw new FailFastAssertionException(error);
            }
            return super.add(error);
        }

        @Override
        public boolean addAll(Collection<? extends Error> errors) {
            errors.forEach(this::add);
            return !errors.isEmpty();
        }
    }
}
