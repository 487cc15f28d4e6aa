package ru.orientir.etl.rows;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * Turns a reader that pushes rows into an iterator that Spark can pull from, in bounded memory: the reader works in a
 * thread of its own, a few batches ahead.
 */
final class PushedRows<T> implements Iterator<T>, AutoCloseable {

    /** Reads everything and pushes each row. */
    interface Reading<T> {
        void into(Consumer<T> rows) throws Exception;
    }

    private static final int BATCH_ROWS = 512;
    private static final int BATCHES_AHEAD = 8;

    private final BlockingQueue<Batch<T>> batches = new ArrayBlockingQueue<>(BATCHES_AHEAD);
    private final Thread reader;
    private Batch<T> current = new Batch<>(List.of(), false, null);
    private int position;

    PushedRows(String name, Reading<T> reading) {
        reader = new Thread(() -> push(reading), "reading " + name);
        reader.setDaemon(true);
        reader.start();
    }

    private void push(Reading<T> reading) {
        List<T> pending = new ArrayList<>(BATCH_ROWS);
        Throwable failure = null;
        try {
            List<T>[] open = newHolder(pending);
            reading.into(row -> {
                open[0].add(row);
                if (open[0].size() == BATCH_ROWS) {
                    put(new Batch<>(open[0], false, null));
                    open[0] = new ArrayList<>(BATCH_ROWS);
                }
            });
            pending = open[0];
        } catch (Throwable e) {
            failure = e;
        }
        if (!(failure instanceof ReadingStopped)) {
            try {
                put(new Batch<>(failure == null ? pending : List.of(), true, failure));
            } catch (ReadingStopped e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void put(Batch<T> batch) {
        try {
            batches.put(batch);
        } catch (InterruptedException e) {
            throw new ReadingStopped();
        }
    }

    @Override
    public boolean hasNext() {
        while (position == current.rows().size()) {
            if (current.last()) {
                return false;
            }
            try {
                current = batches.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while reading", e);
            }
            position = 0;
            if (current.failure() != null) {
                throw new IllegalStateException("Reading failed: " + current.failure(), current.failure());
            }
        }
        return true;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return current.rows().get(position++);
    }

    /** Ends the reader; for a task that stops before the last row. */
    @Override
    public void close() {
        reader.interrupt();
    }

    @SuppressWarnings("unchecked")
    private static <T> List<T>[] newHolder(List<T> first) {
        return new List[] {first};
    }

    private record Batch<T>(List<T> rows, boolean last, Throwable failure) {}

    private static final class ReadingStopped extends RuntimeException {}
}
