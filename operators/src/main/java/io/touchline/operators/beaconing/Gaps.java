// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.beaconing;

/**
 * What is kept of the gaps between visits: enough for {@link BeaconScores#regularity}. Mutable.
 *
 * <p>Contacts closer than the collapse time are one visit. A gap counts less the collapse time, at
 * least a millisecond: after collapsing, only that is exponential for Poisson traffic.
 */
public final class Gaps {
    static final long NONE = Long.MIN_VALUE;

    public int count;

    /** Sum of gaps, in seconds. */
    public double sum;

    /** Sum of their natural logarithms. */
    public double sumLog;

    /** The last contact, in milliseconds; {@link #NONE} before the first. */
    public long last = NONE;

    /** The gap that a contact ends, as it counts; 0 where it belongs to the visit before. */
    long add(long when, long collapseMillis) {
        long before = last;
        last = when;
        if (before == NONE || when - before < collapseMillis) {
            return 0;
        }
        long millis = Math.max(1, when - before - collapseMillis);
        double seconds = millis / 1000.0;
        count++;
        sum += seconds;
        sumLog += Math.log(seconds);
        return millis;
    }

    double mean() {
        return sum / count;
    }

    /** ln of the mean less the mean of ln: 0 where all are equal, 0.577 for chance. */
    double dispersion() {
        return Math.max(0, Math.log(sum / count) - sumLog / count);
    }
}
