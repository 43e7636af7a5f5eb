// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.benchmark;

import io.touchline.jobs.evaluate.Share;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * How many beacons does the detector see at the bits that two of a thousand harmless series reach?
 * By period and jitter, alone and beside the visits of a person.
 */
final class BeaconCheck {
    static final double FALSE_POSITIVE_RATE = 2e-3;

    /** Gaps of the shortest beacon that is to be seen. */
    static final int SHORTEST_GAPS = 24;

    private static final double[] JITTERS = {0, 0.3, 0.5};
    private static final int SESSIONS_A_DAY = 10;

    /** Harmless series, a third of them each. */
    enum Harmless {
        BROWSING,
        CHANCE,
        RETURNING
    }

    /** A period, how long it is watched, and the jitter as a share of the period. */
    record Cell(double periodSeconds, double jitter, double seconds) {}

    /**
     * @param shortest of beacons of 24 gaps and nothing else
     * @param pure of beacons alone, for as long as the cell says
     * @param mixed the same with somebody who reads there, ten sessions a day and one at least
     */
    record Recall(Share shortest, Share pure, Share mixed) {}

    /** Bits that {@link #FALSE_POSITIVE_RATE} of all harmless series exceed. */
    final double thresholdBits;

    /** Harmless series above the threshold, by kind. */
    final Map<Harmless, Share> loud = new EnumMap<>(Harmless.class);

    final List<Cell> cells = new ArrayList<>();
    final List<Recall> recalls = new ArrayList<>();

    private final BeaconSeries series;

    /**
     * @param harmless series of each kind
     * @param beacons series of each cell
     */
    BeaconCheck(long seed, int harmless, int beacons) {
        this.series = new BeaconSeries(seed);
        Map<Harmless, double[]> bits = new EnumMap<>(Harmless.class);
        for (Harmless kind : Harmless.values()) {
            double[] scores = new double[harmless];
            for (int i = 0; i < harmless; i++) {
                scores[i] = BeaconSeries.bits(of(kind));
            }
            bits.put(kind, scores);
        }
        this.thresholdBits = threshold(bits);
        bits.forEach((kind, scores) -> loud.put(kind, above(DoubleStream.of(scores))));
        for (double[] period :
                new double[][] {
                    {0.5, 600}, {10, 3_600}, {60, 7_200}, {600, 86_400}, {3_600, 2 * 86_400}
                }) {
            for (double jitter : JITTERS) {
                Cell cell = new Cell(period[0], jitter, period[1]);
                cells.add(cell);
                recalls.add(recall(cell, beacons));
            }
        }
    }

    private List<Long> of(Harmless kind) {
        return switch (kind) {
            case BROWSING -> series.browsing(series.between(1, 20), BeaconSeries.DAY_SECONDS);
            case CHANCE -> series.chance();
            case RETURNING -> series.returning();
        };
    }

    private static double threshold(Map<Harmless, double[]> bits) {
        double[] all = bits.values().stream().flatMapToDouble(DoubleStream::of).sorted().toArray();
        return all[all.length - 1 - (int) (FALSE_POSITIVE_RATE * all.length)];
    }

    private Recall recall(Cell cell, int beacons) {
        double[] shortest = new double[beacons];
        double[] pure = new double[beacons];
        double[] mixed = new double[beacons];
        double days = cell.seconds / BeaconSeries.DAY_SECONDS;
        int sessions = Math.max(1, (int) Math.round(SESSIONS_A_DAY * days));
        for (int i = 0; i < beacons; i++) {
            List<Long> beats =
                    series.beacon(
                            cell.periodSeconds,
                            cell.jitter,
                            2 * SHORTEST_GAPS * cell.periodSeconds);
            shortest[i] = BeaconSeries.bits(beats.subList(0, SHORTEST_GAPS + 1));
            pure[i] =
                    BeaconSeries.bits(series.beacon(cell.periodSeconds, cell.jitter, cell.seconds));
            List<Long> both =
                    new ArrayList<>(series.beacon(cell.periodSeconds, cell.jitter, cell.seconds));
            both.addAll(series.browsing(sessions, cell.seconds));
            both.sort(null);
            mixed[i] = BeaconSeries.bits(both);
        }
        return new Recall(
                above(DoubleStream.of(shortest)),
                above(DoubleStream.of(pure)),
                above(DoubleStream.of(mixed)));
    }

    private Share above(DoubleStream bits) {
        return bits.mapToObj(it -> Share.one(it > thresholdBits)).reduce(Share.NONE, Share::plus);
    }
}
