package io.gridgate.benchmarks.parts;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names what a benchmark is measured beside: another benchmark of the same class. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Beside {

    /** {@return the method that does the same with other means, or the least that must be done} */
    String value();
}
