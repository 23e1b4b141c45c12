package io.replicator.app.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.thread.Scheduler;

/** Closes connections that send a byte now and then but no whole request; the idle time-out does not see those. */
final class FirstRequestDeadline implements Connection.Listener {
    private final Scheduler scheduler;
    private final Duration patience;
    /** Of open connections only: a closed one that is waited for would keep its memory. */
    private final Map<Connection, Scheduler.Task> deadlines = new ConcurrentHashMap<>();

    FirstRequestDeadline(Scheduler scheduler, Duration patience) {
        this.scheduler = scheduler;
        this.patience = patience;
    }

    @Override
    public void onOpened(Connection connection) {
        if (!(connection instanceof SslConnection)) {
            deadlines.put(
                    connection,
                    scheduler.schedule(() -> closeUnlessUsed(connection), patience.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    @Override
    public void onClosed(Connection connection) {
        Scheduler.Task deadline = deadlines.remove(connection);
        if (deadline != null) {
            deadline.cancel();
        }
    }

    private static void closeUnlessUsed(Connection connection) {
        if (connection.getMessagesIn() == 0) {
            connection.getEndPoint().close();
        }
    }
}
