// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The score of the Numenta Anomaly Benchmark, standard profile (Lavin and Ahmad, Evaluating
 * Real-Time Anomaly Detection Algorithms, ICMLA 2015): the first detection in a window earns up to
 * 1 by {@code 2/(1 + e^5y) - 1} of its place y, -1 at the start of the window and 0 at its end; a
 * missed window costs 1; a detection outside of any window costs up to 0.11 by the same curve of
 * its distance from the window before it, all of it where there is none. What is detected in the
 * probation of a series counts for nothing.
 *
 * <p>Normalised: 0 is a detector that says nothing, 100 one that says just the first point of each
 * window. One threshold for all series, the one with the highest score, as the benchmark has it.
 */
final class NabScore {
    private static final double FALSE_POSITIVE = 0.11;
    private static final double PROBATION_SHARE = 0.15;
    private static final int PROBATION_OF = 5000;
    private static final double FAR = 3;

    /** Labelled points, both ends in it. */
    record Window(int first, int last) {
        boolean holds(int i) {
            return first <= i && i <= last;
        }

        private int width() {
            return last - first + 1;
        }
    }

    /** What a detector said of each point of a series: more is more unusual. */
    record Scored(double[] scores, List<Window> windows) {}

    /**
     * One series at the threshold.
     *
     * @param raw sum of gains and costs
     */
    record Result(double raw, int windows, int detected, int falsePositives) {
        static final Result NONE = new Result(0, 0, 0, 0);

        Result plus(Result other) {
            return new Result(
                    raw + other.raw,
                    windows + other.windows,
                    detected + other.detected,
                    falsePositives + other.falsePositives);
        }

        /** 0 to 100; NaN where nothing is labelled. */
        double normalised() {
            return 100 * (raw + windows) / (2.0 * windows);
        }
    }

    /**
     * @param threshold at or above which a score is a detection; infinite: nothing is
     * @param series in the order given
     */
    record Best(double threshold, List<Result> series) {
        Result total() {
            return series.stream().reduce(Result.NONE, Result::plus);
        }
    }

    private record Point(double score, int series, int index) {}

    private NabScore() {}

    /** Points at the start of a series that are not judged. */
    static int probation(int length) {
        return (int) Math.floor(PROBATION_SHARE * Math.min(length, PROBATION_OF));
    }

    /** The threshold with the highest score, the highest among equals. */
    static Best best(List<Scored> all) {
        List<Point> points = new ArrayList<>();
        for (int s = 0; s < all.size(); s++) {
            double[] scores = all.get(s).scores();
            for (int i = probation(scores.length); i < scores.length; i++) {
                points.add(new Point(scores[i], s, i));
            }
        }
        points.sort(Comparator.comparingDouble(Point::score).reversed());
        List<Tally> tallies = all.stream().map(Scored::windows).map(Tally::new).toList();
        double raw = tallies.stream().mapToDouble(Tally::raw).sum();
        double most = raw;
        double threshold = Double.POSITIVE_INFINITY;
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            raw += tallies.get(point.series()).detect(point.index());
            boolean lastOfItsScore =
                    i + 1 == points.size() || points.get(i + 1).score() < point.score();
            if (lastOfItsScore && raw > most + 1e-9) {
                most = raw;
                threshold = point.score();
            }
        }
        double chosen = threshold;
        return new Best(threshold, all.stream().map(series -> at(series, chosen)).toList());
    }

    /** One series at a threshold. */
    static Result at(Scored series, double threshold) {
        Tally tally = new Tally(series.windows());
        for (int i = probation(series.scores().length); i < series.scores().length; i++) {
            if (series.scores()[i] >= threshold) {
                tally.detect(i);
            }
        }
        return tally.result();
    }

    private static double curve(double y) {
        return y > FAR ? -1 : 2 / (1 + Math.exp(5 * y)) - 1;
    }

    /** The detections of one series, in any order. */
    private static final class Tally {
        private final List<Window> windows;
        private final int[] earliest;
        private final double[] gains;
        private double costs;
        private int falsePositives;

        Tally(List<Window> windows) {
            this.windows = windows;
            this.earliest = new int[windows.size()];
            this.gains = new double[windows.size()];
            Arrays.fill(earliest, Integer.MAX_VALUE);
            Arrays.fill(gains, -1);
        }

        /** What this detection changes of the raw score. */
        double detect(int i) {
            double before = raw();
            @Nullable Window past = null;
            for (int w = 0; w < windows.size(); w++) {
                Window window = windows.get(w);
                if (window.holds(i)) {
                    if (i < earliest[w]) {
                        earliest[w] = i;
                        double y = -(window.last() - i + 1.0) / window.width();
                        gains[w] = curve(y) / curve(-1);
                    }
                    return raw() - before;
                }
                if (window.last() < i) {
                    past = window;
                }
            }
            falsePositives++;
            costs +=
                    past == null
                            ? -FALSE_POSITIVE
                            : FALSE_POSITIVE
                                    * curve((i - past.last()) / Math.max(1.0, past.width() - 1));
            return raw() - before;
        }

        double raw() {
            return costs + Arrays.stream(gains).sum();
        }

        Result result() {
            int detected = (int) Arrays.stream(earliest).filter(i -> i < Integer.MAX_VALUE).count();
            return new Result(raw(), windows.size(), detected, falsePositives);
        }
    }
}
