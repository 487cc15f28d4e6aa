package ru.orientir.etl.settings;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a command must close before its process ends, the last opened first: the job before the lock, the lock before the server. A signal
 * closes in the same order, which hooks of their own, run all at once, would not.
 */
public final class Teardown implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Teardown.class);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    /** A signal that arrives while the command closes by itself waits until that is done. */
    private final Object oneCloser = new Object();

    private volatile boolean closing;

    public Teardown() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "teardown"));
    }

    /** Remembers to close {@code resource}, and returns it. */
    public synchronized <T extends AutoCloseable> T add(T resource) {
        open.push(resource);
        return resource;
    }

    /** Whether the process is on its way out. */
    public boolean isClosing() {
        return closing;
    }

    /** Closes all; a failure of one is logged and does not keep the others open. */
    @Override
    public void close() {
        closing = true;
        synchronized (oneCloser) {
            AutoCloseable next;
            while ((next = poll()) != null) {
                try {
                    next.close();
                } catch (Exception e) {
                    LOG.warn("Could not close {} cleanly", next, e);
                }
            }
        }
    }

    private synchronized AutoCloseable poll() {
        return open.poll();
    }
}
