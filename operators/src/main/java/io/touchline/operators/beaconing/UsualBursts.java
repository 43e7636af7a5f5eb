// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.beaconing;

import io.touchline.operators.stats.Bits;
import io.touchline.operators.stats.RateModel;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * What an entity's bursts of new destinations usually are: how large, and how unlike each other in
 * each {@link Step}. 32 bytes, mutable. A page brings a dozen new names at once, so their number
 * alone says little of a machine that browses, and much of one that does not.
 */
public final class UsualBursts {
    /** Each burst fades those before it: about the last forty count. */
    private static final double FADE = 0.975;

    /** Believed before anything was seen: one burst, of two destinations. */
    private static final double PRIOR = 1;

    /** Sizes of bursts have the long tail of a geometric distribution, not that of Poisson's. */
    private static final double SIZE = 1;

    /** What a burst may be worth to one who has seen none, less a bit. */
    private static final double PRIOR_BITS = 7;

    /** Degrees of freedom of what is believed of a variance, and what a burst adds to them. */
    private static final double PRIOR_FREEDOM = 4;

    private static final double FREEDOM = 2;

    /** Bursts, and the members that they had beyond their first. */
    public float bursts;

    public float more;

    /** Per step: degrees of freedom, and the variance times them. */
    public final float[] freedom = new float[Step.values().length];

    public final float[] sum = new float[freedom.length];

    void learn(Ensemble it) {
        bursts = (float) (bursts * FADE + 1);
        more = (float) (more * FADE + it.members.size() - 1);
        for (Step step : Step.values()) {
            Step.Spread spread = step.spread(it);
            if (Step.judges(spread, it.members.size())) {
                int i = step.ordinal();
                freedom[i] = (float) (freedom[i] * FADE + FREEDOM);
                sum[i] = (float) (sum[i] * FADE + FREEDOM * spread.variance());
            }
        }
    }

    /** The usual number of members beyond the first. */
    double usualMore() {
        return (PRIOR + more) / (PRIOR + bursts);
    }

    /**
     * Surprise of a burst of {@code members} or more; no more than forty bursts can teach, or fewer
     * where it has not seen forty.
     */
    double onsetBits(int members) {
        double knowable = Math.log(bursts + 2) / Math.log(2) + PRIOR_BITS;
        return Math.min(knowable, RateModel.upperBits(members - 1.0, usualMore(), SIZE));
    }

    double variance(Step step) {
        int i = step.ordinal();
        return (PRIOR_FREEDOM * step.usual() + sum[i]) / (PRIOR_FREEDOM + freedom[i]);
    }

    /**
     * Surprise of members as alike as these, or more: lower tail of Fisher's F with k - 1 and the
     * learnt degrees of freedom, by the regularised incomplete beta.
     */
    double stepBits(Step step, Step.Spread spread) {
        double free = spread.members() - 1.0;
        double learnt = PRIOR_FREEDOM + freedom[step.ordinal()];
        double ratio = free * spread.variance() / variance(step);
        return Bits.ofTail(RegularizedBeta.value(ratio / (ratio + learnt), free / 2, learnt / 2));
    }
}
