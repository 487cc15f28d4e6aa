package ru.orientir.etl.settings;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Does independent pieces of a step side by side, so that planning one Spark job fills the time another one runs. */
public final class InParallel {

    private static final int THREADS = 3;

    private InParallel() {}

    /** Calls the action for each item and waits for all; the first failure is thrown after the others have ended. */
    public static <T> void forEach(Collection<T> items, Consumer<T> action) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<? extends Future<?>> futures = items.stream()
                    .map(item -> threads.submit(() -> action.accept(item)))
                    .toList();
            RuntimeException failure = null;
            for (Future<?> future : futures) {
                try {
                    future.get();
                } catch (ExecutionException e) {
                    failure = failure != null ? failure : unwrapped(e.getCause());
                }
            }
            if (failure != null) {
                throw failure;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static RuntimeException unwrapped(Throwable cause) {
        return cause instanceof RuntimeException failure
                ? failure
                : new IllegalStateException(String.valueOf(cause.getMessage()), cause);
    }
}
