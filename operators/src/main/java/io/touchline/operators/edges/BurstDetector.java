// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.edges;

/**
 * Judges the edges of one entity against the most that they ever had. Pure: state in, bits out,
 * state changed in place; O(1).
 *
 * <p>A machine that works in bursts is known by them: an edge surprises where it has much more than
 * it ever had and more than any edge of its entity, all edges together where they have much more
 * than they ever had. So a poller, a backup and a server of patches are quiet once one of their
 * bursts was seen.
 */
public final class BurstDetector {
    /** Who contacts so many in ten minutes does nothing that needs a reason. */
    private static final double LEAST_USUAL = 3;

    /** The busiest edge sets the measure of the others: about twice as much is 16 bits. */
    private static final double SHARE_OF_MOST = 0.25;

    private static final double FADE_PER_HOUR = Math.pow(2, -1.0 / (21 * 24));

    private BurstDetector() {}

    /**
     * @param bits the larger of both
     * @param edgeBits of the edge
     * @param allBits of all edges of the end
     */
    public record Burst(double bits, double edgeBits, double allBits) {}

    /** Counts an interaction at its edge and its end. Bits: up to 60, beyond that an order only. */
    public static Burst contact(EndState end, EdgeState edge, boolean failed, int tick) {
        int passed = end.all.tick == EdgeState.NEVER ? 0 : tick - end.all.tick;
        end.failures *= (float) EdgeDetector.carried(Math.max(0, passed));
        end.failures += failed ? (float) EdgeDetector.carried(Math.max(0, -passed)) : 0;
        EdgeDetector.count(edge, tick);
        EdgeDetector.count(end.all, tick);
        end.mostNow = Math.max(end.mostNow, edge.current);
        double edgeBits =
                EdgeDetector.beyond(edge, Math.max(LEAST_USUAL, SHARE_OF_MOST * end.most));
        double allBits = EdgeDetector.beyond(end.all, LEAST_USUAL);
        return new Burst(Math.max(edgeBits, allBits), edgeBits, allBits);
    }

    /** The hour is over: what was in it is past. */
    public static void closeHour(EndState end) {
        end.most = (float) Math.max(end.most * FADE_PER_HOUR, end.mostNow);
        end.mostNow = 0;
    }
}
