// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.scanning;

/** Takes one step of the walk. Pure: state in, bits out, state changed in place; O(1). */
public final class ScanDetector {
    /** Likelihoods 0.8 and 0.2 of success: a factor of four either way. */
    private static final float STEP_BITS = 2;

    private static final float FIRST_TOLD = 10;
    private static final float TOLD_AGAIN = 8;
    private static final float MOST = 60;
    private static final int MINUTES_PER_DAY = 1_440;

    private ScanDetector() {}

    /**
     * Learns the outcome of a first contact. The walk never falls below 0, so it promises at least
     * {@code 2^bits} contacts between two false alarms of an honest client; a bit is forgotten in a
     * day.
     *
     * @param minute when, in minutes since 1970
     * @return bits that are to be told now; 0 if none
     */
    public static double contact(ScanState it, boolean failed, int minute) {
        float forgotten = (float) Math.max(0, minute - it.lastMinute) / MINUTES_PER_DAY;
        it.lastMinute = Math.max(it.lastMinute, minute);
        float bits = Math.max(0, it.bits - forgotten) + (failed ? STEP_BITS : -STEP_BITS);
        it.bits = Math.max(0, Math.min(MOST, bits));
        it.highest = Math.max(it.highest, it.bits);
        it.contacts++;
        it.failures += failed ? 1 : 0;
        if (it.bits == 0) {
            it.contacts = 0;
            it.failures = 0;
            it.told = 0;
        }
        if (it.bits < (it.told == 0 ? FIRST_TOLD : it.told + TOLD_AGAIN)) {
            return 0;
        }
        it.told = it.bits;
        return it.bits;
    }
}
