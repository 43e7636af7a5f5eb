// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Sizes under a normal-inverse-gamma belief on {@code y = ln(1 + x)}; the prediction is a Student t
 * with 2A degrees of freedom.
 *
 * @param mu location of y
 * @param kappa weight of the location, positive
 * @param shape A, positive
 * @param scale B, positive
 */
public record LogNormalModel(double mu, double kappa, double shape, double scale) {

    /** What is believed before anything was seen: about {@code x}, give or take a factor of 7. */
    public static LogNormalModel prior(double x) {
        return new LogNormalModel(Math.log1p(x), 0.5, 1, 2);
    }

    /** Surprise of {@code x} or more. */
    public double upperBits(double x) {
        return Math.max(0, tailBits(Math.log1p(x)));
    }

    /** Surprise of a logarithm as far out as {@code y}: negative where it lies below the usual. */
    public double tailBits(double y) {
        double spread = Math.sqrt(scale * (kappa + 1) / (shape * kappa));
        double t = (y - mu) / spread;
        double p = TDistribution.of(2 * shape).survivalProbability(Math.abs(t));
        return t == 0 ? 0 : Math.signum(t) * Bits.ofTail(p);
    }

    /** The belief after {@code x} was seen with weight {@code w}, 0 to 1. */
    public LogNormalModel learn(double x, double w) {
        return learnLog(Math.log1p(x), w);
    }

    /** As {@link #learn}, of a value that is a logarithm already. */
    public LogNormalModel learnLog(double y, double w) {
        double newKappa = kappa + w;
        return new LogNormalModel(
                (kappa * mu + w * y) / newKappa,
                newKappa,
                shape + w / 2,
                scale + w * kappa * (y - mu) * (y - mu) / (2 * newKappa));
    }

    /** The belief after everything learnt has faded to {@code factor}; the prior does not fade. */
    public LogNormalModel fade(double factor, LogNormalModel prior) {
        double fade = Math.max(0, Math.min(1, factor));
        return new LogNormalModel(
                mu,
                prior.kappa + (kappa - prior.kappa) * fade,
                prior.shape + (shape - prior.shape) * fade,
                prior.scale + (scale - prior.scale) * fade);
    }

    /** The usual size. */
    public double typical() {
        return Math.expm1(mu);
    }
}
