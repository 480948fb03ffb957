package io.gridgate.handlers.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

/** Connections that break when it hurts. */
public final class FailingConnections {

    private FailingConnections() {}

    /** The first commit happens, and then its answer is lost. */
    public static DataSource afterCommit(DataSource database) {
        AtomicBoolean first = new AtomicBoolean(true);
        return (DataSource)
                Proxy.newProxyInstance(
                        FailingConnections.class.getClassLoader(),
                        new Class<?>[] {DataSource.class},
                        (_, method, arguments) -> {
                            Object result = method.invoke(database, arguments);
                            return result instanceof Connection connection
                                    ? wrapped(connection, first)
                                    : result;
                        });
    }

    private static Connection wrapped(Connection connection, AtomicBoolean first) {
        return (Connection)
                Proxy.newProxyInstance(
                        FailingConnections.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (_, method, arguments) -> {
                            try {
                                Object result = method.invoke(connection, arguments);
                                if (method.getName().equals("commit") && first.getAndSet(false)) {
                                    throw new SQLException("connection reset");
                                }
                                return result;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }
}
