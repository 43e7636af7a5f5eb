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
    public Score score(CountState state, double count, double groupRate) {
        double priorExposure = options.priorShape() / prior(groupRate);
        double shape = options.priorShape() + state.shape;
        double mean = shape / (priorExposure + state.exposure);
        double size = Math.min(shape, options.dispersion());
        return new Score(RateModel.upperBits(count, mean, size), mean);
    }

    /** Scores the open window, learns it, and opens the next one. */
    public Score close(CountState state, double groupRate) {
        Score score = score(state, state.count, groupRate);
        double weight = weight(score.bits(), state);
        double fade = adopted(state) ? FORGET : fade(1);
        state.shape = (float) (state.shape * fade + weight * state.count);
        state.exposure = (float) (state.exposure * fade + weight);
        state.count = state.next;
        state.next = 0;
        return score;
    }

    /** Accounts for {@code windows} hours without activity, in closed form. */
    public void idle(CountState state, long windows) {
        double fade = fade(windows);
        state.shape = (float) (state.shape * fade);
        state.exposure = (float) (state.exposure * fade + (1 - fade) / (1 - fade(1)));
        state.run = (byte) Math.max(0, state.run - Math.min(windows, 127));
    }

    /** A count for a window that closed {@code hoursAgo}: learnt with the decay of its age. */
    public void behind(CountState state, double count, long hoursAgo) {
        state.shape = (float) (state.shape + count * fade(hoursAgo));
    }

    /** Scores and learns the bytes of the open window. */
    public Score closeBytes(BytesState state) {
        LogNormalModel model = state.model();
        double bits = state.sum <= 0 ? 0 : model.upperBits(state.sum);
        double expected = model.typical();
        if (state.sum > 0) {
            double weight = Math.max(0.01, Math.min(1, 1000 * Bits.toTail(bits)));
            state.set(model.fade(fade(1), BytesState.PRIOR).learn(state.sum, weight));
        }
        state.openNext();
        return new Score(bits, expected);
    }

    private double weight(double bits, CountState state) {
        state.run =
                (byte)
                        (bits >= SURPRISING_BITS
                                ? Math.min(Byte.MAX_VALUE, state.run + 1)
                                : Math.max(0, state.run - 1));
        double derate = Math.min(1, (double) state.run / options.adoptAfterWindows());
        if (derate >= 1) {
            return 1;
        }
        double least = 0.01 + 0.49 * derate;
        return Math.max(least, Math.min(1, 1000 * Bits.toTail(bits)));
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
}
