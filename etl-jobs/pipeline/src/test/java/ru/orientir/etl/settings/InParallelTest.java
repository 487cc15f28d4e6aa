package ru.orientir.etl.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InParallelTest {

    @Test
    void doesEachPieceOnce() {
        Queue<Integer> done = new ConcurrentLinkedQueue<>();

        InParallel.forEach(List.of(1, 2, 3, 4, 5, 6, 7), done::add);

        assertThat(done).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void piecesRunSideBySide() {
        CountDownLatch together = new CountDownLatch(2);

        InParallel.forEach(List.of(1, 2), piece -> {
            together.countDown();
            assertThat(await(together)).isTrue();
        });
    }

    @Test
    void theFirstFailureIsThrownAfterTheOthersHaveEnded() {
        Queue<Integer> done = new ConcurrentLinkedQueue<>();

        assertThatThrownBy(() -> InParallel.forEach(List.of(1, 2, 3, 4, 5), piece -> {
                    if (piece % 2 == 0) {
                        throw new IllegalArgumentException("piece " + piece);
                    }
                    done.add(piece);
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("piece 2");
        assertThat(done).containsExactlyInAnyOrder(1, 3, 5);
    }

    @Test
    void anErrorKeepsItsWordsAndItsCause() {
        assertThatThrownBy(() -> InParallel.forEach(List.of(1), piece -> {
                    throw new AssertionError("no room");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no room")
                .hasCauseInstanceOf(AssertionError.class);
    }

    @Test
    void nothingToDoIsDone() {
        InParallel.forEach(List.of(), piece -> {
            throw new IllegalStateException();
        });
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
