// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.edges;

import io.touchline.operators.stats.RateModel;

/**
 * Counts, scores and learns by the minute. Pure: state in, bits out, state changed in place; O(1),
 * and after a burst at most some 150 steps, whatever time has passed.
 *
 * <p>{@link #CARRY}, {@link #GATE_BITS} and {@link #ADOPT_TICKS} were chosen on DARPA, which
 * docs/evaluate.md says with what other values give.
 */
public final class EdgeDetector {
    /** Share of a minute's count that counts in the next one: it remembers ten minutes. */
    static final double CARRY = 0.9;

    /** From here on a minute teaches only that things are as they were. */
    static final double GATE_BITS = 20;

    /** Surprising minutes in a row after which a new level is adopted: a week. */
    static final int ADOPT_TICKS = 7 * 1_440;

    private static final double FORGET = 0.7;

    /** nu, the largest size of the prediction, as for the rates of an hour. */
    private static final double DISPERSION = 2;

    private static final double PRIOR_SHAPE = 0.5;
    private static final double PRIOR_EXPOSURE = 1;
    private static final double HALF_LIFE_TICKS = 21 * 1_440;
    private static final double FADE = Math.pow(2, -1 / HALF_LIFE_TICKS);
    private static final int TICKS_PER_HOUR = 60;

    private EdgeDetector() {}

    /**
     * Counts an interaction and scores all three that it belongs to.
     *
     * @param tick minutes since any fixed time
     * @return the largest of the three scores; bits up to 60, beyond that an order only
     */
    public static double count(EdgeState edge, EdgeState source, EdgeState destination, int tick) {
        return Math.max(count(edge, tick), Math.max(count(source, tick), count(destination, tick)));
    }

    /**
     * Counts an interaction: how surprising is so much of it, given the rate that was learnt? One
     * that comes late counts as far as it would still be carried over, the rest is learnt: a log
     * that is sent a day later makes no burst.
     */
    public static double count(EdgeState it, int tick) {
        advance(it, tick);
        if (tick == it.tick) {
            it.current++;
        } else {
            double share = carried(it.tick - tick);
            it.current += (float) share;
            it.shape += (float) ((1 - share) / (1 - CARRY));
        }
        it.highest = Math.max(it.highest, it.current);
        double bits = bits(it, it.current);
        it.surprising = bits >= GATE_BITS;
        return bits;
    }

    /**
     * How surprising the current count is if {@code usual}, or the most of earlier hours, were the
     * mean. Machines work in bursts: who copies everything every night is not surprising when he
     * does. Large counts need about eight times the usual for 16 bits.
     *
     * @param usual what is no surprise in any case, positive
     */
    public static double beyond(EdgeState it, double usual) {
        double mean = Math.max(mean(it), Math.max(usual, it.peak));
        return RateModel.chernoffRank(it.current, mean, size(it));
    }

    /** What is left of a count after so many minutes. */
    static double carried(int ticks) {
        return Math.pow(CARRY, ticks);
    }

    private static double bits(EdgeState it, double count) {
        return RateModel.chernoffRank(count, mean(it), size(it));
    }

    private static double mean(EdgeState it) {
        return (PRIOR_SHAPE + it.shape) / (PRIOR_EXPOSURE + it.exposure);
    }

    private static double size(EdgeState it) {
        return Math.min(PRIOR_SHAPE + it.shape, DISPERSION);
    }

    /** Closes the open minute and all empty ones before {@code tick}. */
    static void advance(EdgeState it, int tick) {
        if (it.tick == EdgeState.NEVER) {
            it.tick = tick;
        }
        int passed = tick - it.tick;
        if (passed <= 0) {
            return;
        }
        double fade = Math.pow(2, -passed / HALF_LIFE_TICKS);
        if (Math.floorDiv(tick, TICKS_PER_HOUR) != Math.floorDiv(it.tick, TICKS_PER_HOUR)) {
            it.peak = (float) (Math.max(it.peak, it.highest) * fade);
            it.highest = 0;
        }
        int left = passed;
        while (left > 0 && it.surprising) {
            withhold(it);
            it.current *= (float) CARRY;
            it.surprising = bits(it, it.current) >= GATE_BITS;
            left--;
        }
        learn(it, left, fade);
        it.tick = tick;
    }

    /** A surprising minute is learnt as an ordinary one, until there are too many of them. */
    private static void withhold(EdgeState it) {
        if (++it.run >= ADOPT_TICKS) {
            it.shape = (float) (it.shape * FORGET + it.current);
            it.exposure = (float) (it.exposure * FORGET + 1);
        } else {
            it.shape += it.exposure > 0 ? it.shape / it.exposure : 0;
            it.exposure++;
        }
    }

    /**
     * Minutes that surprise nobody: geometric series of what is carried over, which is early, and
     * of the exposure, which fades as it grows.
     */
    private static void learn(EdgeState it, int ticks, double fade) {
        double rest = carried(ticks);
        it.shape = (float) ((it.shape + it.current * (1 - rest) / (1 - CARRY)) * fade);
        it.exposure *= (float) fade;
        it.exposure +=
                (float) (ticks == 1 ? 1 : (1 - Math.pow(2, -ticks / HALF_LIFE_TICKS)) / (1 - FADE));
        it.current *= (float) rest;
        it.run = Math.max(0, it.run - ticks);
    }
}
