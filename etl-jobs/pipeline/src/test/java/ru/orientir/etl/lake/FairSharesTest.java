package ru.orientir.etl.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FairSharesTest {

    private static final long LEAST = 1_000_000;
    private static final long MOST = 10_000_000;

    @Test
    void littleWorkIsOneTask() {
        assertThat(shares(4, 10L, 20L, 30L)).hasSize(1);
    }

    @Test
    void moreWorkIsAsManyTasksAsRunAtTheSameTime() {
        assertThat(shares(4, LEAST, LEAST, LEAST, LEAST, LEAST, LEAST)).hasSize(4);
    }

    @Test
    void noTaskHasMuchMoreThanItMay() {
        Long[] pieces = Collections.nCopies(100, LEAST).toArray(Long[]::new);

        assertThat(shares(4, pieces)).hasSize(10).allSatisfy(share -> assertThat(share)
                .hasSize(10));
    }

    @Test
    void tasksEndAtAboutTheSameTime() {
        assertThat(shares(2, 4 * LEAST, LEAST, LEAST, LEAST, LEAST).stream()
                        .map(share -> share.stream().mapToLong(bytes -> bytes).sum()))
                .containsExactlyInAnyOrder(4 * LEAST, 4 * LEAST);
    }

    @Test
    void smallFilesCostTheirOpening() {
        List<Long> pieces = new ArrayList<>(Collections.nCopies(1000, 1L));
        pieces.add(2 * LEAST);

        assertThat(shares(2, pieces.toArray(Long[]::new)))
                .as("by bytes alone all small ones would be given to one task")
                .allSatisfy(share -> assertThat(share).hasSizeGreaterThan(200));
    }

    @Test
    void everyPieceIsInOneShare() {
        Long[] pieces = Stream.iterate(1L, bytes -> bytes * 3).limit(15).toArray(Long[]::new);

        assertThat(shares(3, pieces).stream().flatMap(List::stream)).containsExactlyInAnyOrder(pieces);
    }

    @Test
    void noTaskIsWithoutAPiece() {
        assertThat(shares(8, 50 * LEAST, LEAST)).hasSize(2).noneMatch(List::isEmpty);
        assertThat(shares(8)).isEmpty();
    }

    private static List<ArrayList<Long>> shares(int parallelism, Long... pieces) {
        return FairShares.of(List.of(pieces), bytes -> bytes, parallelism, LEAST, MOST);
    }
}
