package ru.orientir.etl.sample;

import java.util.List;
import java.util.SplittableRandom;

/**
 * One independent stream of random numbers. A stream is named by a purpose and a path of numbers, so that a pupil's
 * traits do not depend on what was drawn before.
 */
final class RandomStream {

    private final SplittableRandom random;

    private RandomStream(long seed) {
        random = new SplittableRandom(seed);
    }

    static RandomStream of(long seed, String purpose, long... path) {
        long state = mix(seed ^ 0x9E3779B97F4A7C15L);
        state = mix(state + purpose.hashCode());
        for (long step : path) {
            state = mix(state * 31 + step + 0x632BE59BD9B4E019L);
        }
        return new RandomStream(state);
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }

    /** A number from {@code low} to {@code high}, both included. */
    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    double fraction() {
        return random.nextDouble();
    }

    long bits() {
        return random.nextLong();
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** How many of {@code trials} succeed. */
    int successes(int trials, double probability) {
        int count = 0;
        for (int trial = 0; trial < trials; trial++) {
            if (chance(probability)) {
                count++;
            }
        }
        return count;
    }
}
