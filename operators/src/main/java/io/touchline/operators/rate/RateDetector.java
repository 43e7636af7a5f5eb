// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.rate;

import io.touchline.operators.stats.Bits;
import io.touchline.operators.stats.LogNormalModel;
import io.touchline.operators.stats.RateModel;

/**
 * Scores and learns the counts and bytes of one closed window. Pure: state in, bits out, state
 * changed in place; O(1).
 */
public final class RateDetector {
    private static final double SURPRISING_BITS = 8;
    private static final double FORGET = 0.7;
    private static final double LEAST_WEIGHT = 0.01;

    private final RateOptions options;

    public RateDetector(RateOptions options) {
        this.options = options;
    }

    /**
     * @param bits raw bits of the window
     * @param expected what was expected
     */
    public record Score(double bits, double expected) {}

    /** How surprising {@code count} would be if the window ended now. */
    public Score score(CountState state, double count, double groupRate, WindowShares window) {
        Expected expected = expected(state, groupRate, window);
        return new Score(RateModel.upperBits(count, expected.mean, expected.size), expected.mean);
    }

    /** Scores the open window, learns it, and opens the next one. */
    public Score close(CountState state, double groupRate, WindowShares window) {
        Expected expected = expected(state, groupRate, window);
        Score score =
                new Score(
                        RateModel.upperBits(state.count, expected.mean, expected.size),
                        expected.mean);
        // what a part of the window had is told from the whole by what was expected of it
        double ratio = expected.mean > 0 ? state.count / expected.mean : 0;
        double weight = weight(score.bits());
        for (int phase = 0; phase < SeasonState.PHASES; phase++) {
            double share = window.phases()[phase];
            if (share > 0) {
                double count = ratio * Season.phase(state.season, phase, expected.level);
                Season.learnPhase(state.season, phase, count, weight, share);
            }
        }
        if (window.usual() > 0) {
            double count = ratio * expected.ofHour;
            double learnt = window.usual() * levelWeight(score.bits(), state);
            Season.learnHour(state.season, window.hourOfDay(), count, learnt, days(state));
            double fade = adopted(state) ? FORGET : fade(1);
            state.shape = (float) (state.shape * fade + learnt * count);
            state.exposure = (float) (state.exposure * fade + learnt);
        }
        state.count = state.next;
        state.next = 0;
        return score;
    }

    /** The mean is that of the parts, the size that of one Gamma with the same variance. */
    private Expected expected(CountState state, double groupRate, WindowShares window) {
        double priorExposure = options.priorShape() / prior(groupRate);
        double shape = options.priorShape() + state.shape;
        double level = shape / (priorExposure + state.exposure);
        double ofHour = Season.hour(state.season, window.hourOfDay(), level, days(state));
        double mean = window.usual() * ofHour;
        double sizeOfHour = Season.hourSize(state.season, window.hourOfDay(), days(state));
        double variance = mean * mean / Math.min(Math.min(shape, sizeOfHour), options.dispersion());
        for (int phase = 0; phase < SeasonState.PHASES; phase++) {
            double share = window.phases()[phase];
            if (share > 0) {
                double part = share * Season.phase(state.season, phase, level);
                double size = Math.min(Season.phaseSize(state.season, phase), options.dispersion());
                mean += part;
                variance += part * part / size;
            }
        }
        return new Expected(level, ofHour, mean, mean * mean / variance);
    }

    /** Whole ordinary days that the belief stands on: each hour was met at least so often. */
    private static double days(CountState state) {
        return Math.floor(state.exposure / SeasonState.HOURS);
    }

    /** Accounts for {@code windows} ordinary hours without activity, in closed form. */
    public void idle(CountState state, long windows) {
        double fade = fade(windows);
        state.shape = (float) (state.shape * fade);
        state.exposure = (float) (state.exposure * fade + (1 - fade) / (1 - fade(1)));
        state.run = (byte) Math.max(0, state.run - Math.min(windows, 127));
    }

    /** An hour without activity, as its season sees it; {@link #idle} is for the level. */
    public void idleHour(CountState state, WindowShares window) {
        for (int phase = 0; phase < SeasonState.PHASES; phase++) {
            if (window.phases()[phase] > 0) {
                Season.learnPhase(state.season, phase, 0, 1, window.phases()[phase]);
            }
        }
        if (window.usual() > 0) {
            Season.learnHour(state.season, window.hourOfDay(), 0, window.usual(), days(state));
        }
    }

    /** The same for many days. */
    public void idleDays(CountState state, double days) {
        Season.idleDays(state.season, days, days(state));
    }

    /** A count for a window that closed {@code hoursAgo}: learnt with the decay of its age. */
    public void behind(CountState state, double count, long hoursAgo) {
        state.shape = (float) (state.shape + count * fade(hoursAgo));
    }

    /** Scores and learns the bytes of the open window. */
    public Score closeBytes(BytesState state, WindowShares window) {
        LogNormalModel model = expected(state, window);
        double bits = state.sum <= 0 ? 0 : model.upperBits(state.sum);
        double expected = model.typical();
        if (state.sum > 0) {
            double weight = weight(bits);
            double ratio = state.sum / Math.max(1, expected);
            for (int phase = 0; phase < SeasonState.PHASES; phase++) {
                if (window.phases()[phase] > 0) {
                    double usual = Season.phase(state.season, phase, state.typical());
                    Season.learnPhase(
                            state.season, phase, ratio * usual, weight, window.phases()[phase]);
                }
            }
            if (window.usual() > 0) {
                state.set(
                        state.model()
                                .fade(fade(1), BytesState.PRIOR)
                                .learn(ratio * state.typical(), weight * window.usual()));
            }
        }
        state.openNext();
        return new Score(bits, expected);
    }

    /**
     * The belief of ordinary hours, moved to where the phases lie and as sure as they are known.
     */
    private static LogNormalModel expected(BytesState state, WindowShares window) {
        double mean = window.usual() * state.typical();
        double kappa = window.usual() * state.kappa;
        for (int phase = 0; phase < SeasonState.PHASES; phase++) {
            double share = window.phases()[phase];
            if (share > 0) {
                mean += share * Season.phase(state.season, phase, state.typical());
                kappa += share * Season.phaseSize(state.season, phase);
            }
        }
        return new LogNormalModel(Math.log1p(mean), kappa, state.shape, state.scale);
    }

    private static double weight(double bits) {
        return Math.max(LEAST_WEIGHT, Math.min(1, 1000 * Bits.toTail(bits)));
    }

    /** The weight with which the level learns, which gives in to what stays. */
    private double levelWeight(double bits, CountState state) {
        state.run =
                (byte)
                        (bits >= SURPRISING_BITS
                                ? Math.min(Byte.MAX_VALUE, state.run + 1)
                                : Math.max(0, state.run - 1));
        double derate = Math.min(1, (double) state.run / options.adoptAfterWindows());
        if (derate >= 1) {
            return 1;
        }
        return Math.max(LEAST_WEIGHT + 0.49 * derate, weight(bits));
    }

    private boolean adopted(CountState state) {
        return state.run >= options.adoptAfterWindows();
    }

    private double prior(double groupRate) {
        return groupRate > 0 ? groupRate : options.priorPerHour();
    }

    private double fade(long windows) {
        return Math.pow(2, -windows / options.halfLifeHours());
    }

    /**
     * @param level mean of an ordinary hour
     * @param ofHour the same at this hour of the day
     * @param mean of the window
     * @param size of its prediction
     */
    private record Expected(double level, double ofHour, double mean, double size) {}
}
