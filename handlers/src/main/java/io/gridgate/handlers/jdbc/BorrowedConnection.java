package io.gridgate.handlers.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Set;

/**
 * A connection that its user cannot end the transaction of: an effect that commits without its note
 * would happen again. Savepoints are the user's own.
 */
public final class BorrowedConnection {

    private static final Set<String> REFUSED =
            Set.of("commit", "close", "abort", "setAutoCommit", "beginRequest", "endRequest");

    private BorrowedConnection() {}

    /**
     * {@return the connection without the calls that end a transaction}
     *
     * @param connection in a transaction
     * @param owner who ends it, as the beginning of a sentence: {@code "the inbox"}
     */
    public static Connection of(Connection connection, String owner) {
        InvocationHandler guard =
                (_, method, arguments) -> {
                    boolean wholeRollback =
                            method.getName().equals("rollback") && method.getParameterCount() == 0;
                    if (wholeRollback || REFUSED.contains(method.getName())) {
                        throw new IllegalStateException(
                                "%s: %s ends the transaction, by the outcome of the handler"
                                        .formatted(method.getName(), owner));
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        Throwable cause = e.getCause();
                        throw cause == null ? e : cause;
                    }
                };
        return (Connection)
                Proxy.newProxyInstance(
                        BorrowedConnection.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        guard);
    }
}
