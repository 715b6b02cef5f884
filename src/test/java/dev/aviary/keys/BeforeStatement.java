package dev.aviary.keys;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Lets something happen once, right before a statement is prepared: what another process does between two statements of this one. */
final class BeforeStatement extends DelegatingDataSource {

    private final String part;
    private final int which;
    private final Runnable act;
    private final AtomicInteger met = new AtomicInteger();

    /**
     * @param part of the statement's text
     * @param which of the statements that have it, from 1
     */
    BeforeStatement(DataSource database, String part, int which, Runnable act) {
        super(database);
        this.part = part;
        this.which = which;
        this.act = act;
    }

    boolean isDone() {
        return met.get() >= which;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")
                            && ((String) arguments[0]).contains(part)
                            && met.incrementAndGet() == which) {
                        act.run();
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
