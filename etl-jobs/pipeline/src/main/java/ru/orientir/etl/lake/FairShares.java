package ru.orientir.etl.lake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;

/** Parts work among tasks so that all end at about the same time: the largest piece first, each to the task with the least to do. */
public final class FairShares {

    private static final long BYTES_OF_OPENING = 4096;

    private FairShares() {}

    /**
     * @param pieces what is to be done
     * @param bytes how large a piece is
     * @param parallelism tasks that run at the same time
     * @param least bytes that are worth a task of their own
     * @param most bytes that a task should have at most
     */
    public static <T> List<ArrayList<T>> of(
            List<T> pieces, ToLongFunction<T> bytes, int parallelism, long least, long most) {
        long total = pieces.stream().mapToLong(bytes).sum();
        int tasks = (int) Math.min(pieces.size(), Math.max(Math.min(parallelism, 1 + total / least), total / most));
        record Share<T>(long[] bytes, ArrayList<T> pieces) {}
        PriorityQueue<Share<T>> shares = new PriorityQueue<>(Comparator.comparingLong(share -> share.bytes()[0]));
        for (int i = 0; i < tasks; i++) {
            shares.add(new Share<>(new long[1], new ArrayList<>()));
        }
        pieces.stream().sorted(Comparator.comparingLong(bytes).reversed()).forEach(piece -> {
            Share<T> idlest = shares.remove();
            idlest.pieces().add(piece);
            idlest.bytes()[0] += bytes.applyAsLong(piece) + BYTES_OF_OPENING;
            shares.add(idlest);
        });
        return shares.stream().map(Share::pieces).toList();
    }
}
