package io.gridgate.log.postgres;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Has PostgreSQL explain each statement of a connection, with its parameters and by doing it,
 * before it is done for good.
 */
final class Plans {

    private final Connection real;
    private final List<String> plans = new ArrayList<>();

    private Plans(Connection real) {
        this.real = real;
    }

    /** Work that uses a connection. */
    interface Work {
        void on(Connection connection) throws SQLException;
    }

    /** Does some work, and returns the plans of its statements. */
    static List<String> of(Connection real, Work work) throws SQLException {
        Plans plans = new Plans(real);
        work.on(plans.proxy(Connection.class, plans::connection));
        return plans.plans;
    }

    private interface Call {
        Object on(Method method, Object[] arguments) throws Throwable;
    }

    private <T> T proxy(Class<T> type, Call call) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, arguments) -> call.on(method, arguments)));
    }

    private static Object invoke(Object target, Method method, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Object connection(Method method, Object[] arguments) throws Throwable {
        Object made = invoke(real, method, arguments);
        return switch (made) {
            case PreparedStatement prepared ->
                    prepared((String) arguments[0], prepared, new ArrayList<>());
            case Statement plain -> plain(plain);
            case null, default -> made;
        };
    }

    private record Setting(Method method, List<Object> arguments) {}

    private PreparedStatement prepared(
            String text, PreparedStatement statement, List<Setting> settings) {
        return proxy(
                PreparedStatement.class,
                (method, arguments) -> {
                    if (method.getName().startsWith("set")) {
                        settings.add(new Setting(method, Arrays.asList(arguments)));
                    } else if (method.getName().startsWith("execute")) {
                        explain(text, settings);
                    }
                    return invoke(statement, method, arguments);
                });
    }

    private Statement plain(Statement statement) {
        return proxy(
                Statement.class,
                (method, arguments) -> {
                    if (method.getName().startsWith("execute")) {
                        explain((String) arguments[0], List.of());
                    }
                    return invoke(statement, method, arguments);
                });
    }

    private void explain(String text, List<Setting> settings) throws Throwable {
        Savepoint before = real.setSavepoint();
        try (PreparedStatement explain =
                real.prepareStatement("EXPLAIN (ANALYZE, BUFFERS) " + text)) {
            for (Setting each : settings) {
                invoke(explain, each.method(), each.arguments().toArray());
            }
            StringBuilder plan = new StringBuilder();
            try (ResultSet rows = explain.executeQuery()) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            plans.add(plan.toString());
        }
        real.rollback(before);
    }
}
