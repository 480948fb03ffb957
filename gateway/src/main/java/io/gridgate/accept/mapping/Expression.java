package io.gridgate.accept.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Makes a text of a delivery. Immutable, for any number of threads. */
public interface Expression {

    /**
     * {@return the text, empty where something it needs is not there}
     *
     * @param delivery the delivery
     */
    Optional<String> text(Delivery delivery);

    /** {@return the JSON Pointers that it reads} */
    Set<String> pointers();

    /** {@return an expression that never has a value} */
    static Expression none() {
        return firstOf();
    }

    /**
     * {@return the first text that there is}
     *
     * @param templates what to try, in this order
     */
    static Expression firstOf(String... templates) {
        List<Expression> tried = new ArrayList<>();
        for (String template : templates) {
            tried.add(new Template(template));
        }
        return new Expression() {
            @Override
            public Optional<String> text(Delivery delivery) {
                return tried.stream().flatMap(each -> each.text(delivery).stream()).findFirst();
            }

            @Override
            public Set<String> pointers() {
                Set<String> pointers = new TreeSet<>();
                tried.forEach(each -> pointers.addAll(each.pointers()));
                return pointers;
            }
        };
    }

    /**
     * {@return the same text, changed}
     *
     * @param change what to do with it
     */
    default Expression then(UnaryOperator<String> change) {
        Expression first = this;
        return new Expression() {
            @Override
            public Optional<String> text(Delivery delivery) {
                return first.text(delivery).map(change);
            }

            @Override
            public Set<String> pointers() {
                return first.pointers();
            }
        };
    }
}
