// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.consistency;

import io.touchline.operators.stats.BitsHistogram;

/**
 * Scores and learns one observation of all signals of a group. Pure: state in, score out, state
 * changed in place. O(n^2), O(n^3) at each refresh; about 60 microseconds at 43 signals, all in
 * all.
 *
 * <p>Each signal is regressed on all others, on all last values and on the time of day: its
 * residual is its row of the inverse correlation (Lauritzen 1996, Graphical Models, 5.1). The
 * misfits {@code log2(1 + r^2)} add up, so a few absurd signals do not drown many that are a little
 * wrong; their running sum, less what it usually is, is calibrated against what the group has
 * shown.
 */
public final class ConsistencyDetector {
    /** Observations per variable before anything is said. */
    private static final double KNOWN = 24;

    private static final double SURPRISING = 1e-3;
    private static final double LEAST_SPREAD = 1e-3;
    private static final double LEAST_SQUARE = 0.01;
    private static final double MOST_RESIDUAL = 1e6;
    private static final double SECONDS_PER_DAY = 86_400;
    private static final double LN2 = Math.log(2);

    private final ConsistencyOptions options;
    private final double fade;
    private final long histogramFade;

    public ConsistencyDetector(ConsistencyOptions options) {
        this.options = options;
        this.fade = Math.pow(2, -1 / options.halfLife());
        this.histogramFade = Math.round(65_536 * Math.pow(fade, options.refreshEvery()));
    }

    /**
     * @param values finite, as many as the state has signals
     * @param epochSecond only tells the time of day
     */
    public ConsistencyScore next(ConsistencyState state, double[] values, long epochSecond) {
        if (values.length != state.signals) {
            throw new IllegalArgumentException(state.signals + " signals, not " + values.length);
        }
        double[] now = variables(state, values, epochSecond);
        boolean known = state.weight >= KNOWN * state.variables;
        double weight = 1;
        ConsistencyScore score = new ConsistencyScore(1, 0, -1, 0, 0);
        if (known) {
            if (state.seen % options.refreshEvery() == 0 || state.precision[0] == 0) {
                refresh(state);
            }
            score = score(state, now);
            weight = weight(state, score.p());
            int bin = BitsHistogram.bin(score.excess());
            state.shown.add(bin, Math.round(BitsHistogram.UNIT * weight));
        }
        if (state.seen > 0) {
            learn(state, now, weight);
        }
        for (int j = 0; j < state.signals; j++) {
            state.last[j] = (float) values[j];
        }
        state.seen++;
        return score;
    }

    private static double[] variables(ConsistencyState state, double[] values, long epochSecond) {
        int n = state.signals;
        double[] now = new double[state.variables];
        for (int j = 0; j < n; j++) {
            now[j] = (float) values[j];
            now[n + j] = state.last[j];
        }
        double angle = 2 * Math.PI * (epochSecond / SECONDS_PER_DAY);
        now[2 * n] = Math.sin(angle);
        now[2 * n + 1] = Math.cos(angle);
        now[2 * n + 2] = Math.sin(2 * angle);
        now[2 * n + 3] = Math.cos(2 * angle);
        return now;
    }

    private ConsistencyScore score(ConsistencyState state, double[] now) {
        int m = state.variables;
        double[] z = new double[m];
        for (int k = 0; k < m; k++) {
            z[k] = (now[k] - state.means[k]) / spread(state, k);
        }
        double sum = 0;
        int worst = 0;
        double worstResidual = 0;
        double expected = 0;
        double[] squares = new double[state.signals];
        for (int j = 0; j < state.signals; j++) {
            double misfit = 0;
            for (int k = 0; k < m; k++) {
                misfit += state.precision[j * m + k] * z[k];
            }
            misfit = Math.max(-MOST_RESIDUAL, Math.min(MOST_RESIDUAL, misfit));
            squares[j] = misfit * misfit;
            double usual = Math.max(LEAST_SQUARE * LEAST_SQUARE, state.residualSquares[j]);
            double residual = misfit / Math.sqrt(usual);
            sum += Math.log1p(residual * residual) / LN2;
            if (Math.abs(residual) > Math.abs(worstResidual)) {
                worst = j;
                worstResidual = residual;
                expected = now[j] - misfit * spread(state, j);
            }
        }
        state.running += (float) (options.smoothing() * (sum - state.running));
        double excess = Math.max(0, state.running - state.usual);
        double p = state.shown.total() < BitsHistogram.FULL ? 1 : state.shown.p(excess);
        learnResiduals(state, squares, sum, p);
        return new ConsistencyScore(p, excess, worst, worstResidual, expected);
    }

    private void learnResiduals(ConsistencyState state, double[] squares, double sum, double p) {
        double weight = Math.max(options.leastWeight(), Math.min(1, 1000 * p));
        state.usualWeight = (float) (state.usualWeight * fade + weight);
        double share = weight / state.usualWeight;
        for (int j = 0; j < squares.length; j++) {
            state.residualSquares[j] += (float) (share * (squares[j] - state.residualSquares[j]));
        }
        state.usual += (float) (share * (sum - state.usual));
    }

    /** {@code clamp(1000 p, w_min, 1)} with a time-out: what stays is learnt. */
    private double weight(ConsistencyState state, double p) {
        state.run =
                (short)
                        (p <= SURPRISING
                                ? Math.min(options.adoptAfter(), state.run + 1)
                                : Math.max(0, state.run - 1));
        double derate = (double) state.run / options.adoptAfter();
        if (derate >= 1) {
            return 1;
        }
        double least = options.leastWeight() + (0.5 - options.leastWeight()) * derate;
        return Math.max(least, Math.min(1, 1000 * p));
    }

    private void learn(ConsistencyState state, double[] now, double weight) {
        double before = state.weight * fade;
        state.weight = before + weight;
        double share = weight / state.weight;
        double gain = before * share;
        int m = state.variables;
        double[] away = new double[m];
        for (int k = 0; k < m; k++) {
            away[k] = now[k] - state.means[k];
            state.means[k] += (float) (share * away[k]);
        }
        int at = 0;
        for (int i = 0; i < m; i++) {
            for (int k = 0; k <= i; k++) {
                state.scatter[at] = (float) (state.scatter[at] * fade + gain * away[i] * away[k]);
                at++;
            }
        }
        if (state.seen % options.refreshEvery() == 0) {
            state.shown.fade(histogramFade);
        }
    }

    private static double spread(ConsistencyState state, int k) {
        double variance = state.scatter[ConsistencyState.at(k, k)] / state.weight;
        return Math.max(Math.sqrt(variance), LEAST_SPREAD * (1 + Math.abs(state.means[k])));
    }

    /** Inverts the correlation as it is now. */
    private void refresh(ConsistencyState state) {
        int m = state.variables;
        double[] spreads = new double[m];
        for (int k = 0; k < m; k++) {
            spreads[k] = spread(state, k);
        }
        double[][] correlation = new double[m][m];
        for (int i = 0; i < m; i++) {
            for (int k = 0; k < m; k++) {
                correlation[i][k] =
                        state.scatter[ConsistencyState.at(i, k)]
                                / (state.weight * spreads[i] * spreads[k]);
            }
            correlation[i][i] += options.ridge() * options.ridge();
        }
        double[][] inverse = Inverse.of(correlation);
        for (int j = 0; j < state.signals; j++) {
            for (int k = 0; k < m; k++) {
                state.precision[j * m + k] = (float) (inverse[j][k] / inverse[j][j]);
            }
        }
    }
}
