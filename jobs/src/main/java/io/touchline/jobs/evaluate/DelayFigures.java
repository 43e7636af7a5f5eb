// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import io.touchline.jobs.evaluate.Ledger.Planted;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How long until people saw a planted chain, for chains detected at the budget.
 *
 * @param fromFirstMillis from the beginning of the first stage that is recalled to the first
 *     published revision with a fitting step
 * @param fromLastMillis from the beginning of the last one to the same; negative when people knew
 *     before it
 * @param reached chains by the last stage that had begun by then, whether or not it was seen
 * @param shown chains by the last stage that this revision shows
 */
record DelayFigures(
        List<Long> fromFirstMillis,
        List<Long> fromLastMillis,
        Map<String, Long> reached,
        Map<String, Long> shown) {
    static final DelayFigures NONE = new DelayFigures(List.of(), List.of(), Map.of(), Map.of());

    private static final Comparator<Planted> BY_TIME =
            Comparator.<Planted, Instant>comparing(stage -> stage.trace().from())
                    .thenComparing(Planted::step);

    static DelayFigures of(Ledger ledger, Collection<Story> stories) {
        return ledger.chains().values().stream()
                .map(chain -> of(chain, stories))
                .reduce(NONE, DelayFigures::plus);
    }

    private static DelayFigures of(List<Planted> chain, Collection<Story> stories) {
        List<Planted> recalled =
                chain.stream()
                        .filter(Planted::visible)
                        .filter(stage -> isRecalled(stage, stories))
                        .sorted(BY_TIME)
                        .toList();
        Optional<Incident> first =
                stories.stream()
                        .flatMap(s -> s.firstPublished(r -> fitsAny(recalled, r)).stream())
                        .min(Comparator.comparing(Incident::knownAt).thenComparing(Incident::id));
        return first.map(revision -> of(chain, recalled, revision)).orElse(NONE);
    }

    private static DelayFigures of(List<Planted> chain, List<Planted> recalled, Incident revision) {
        Instant known = revision.knownAt();
        return new DelayFigures(
                List.of(since(recalled.get(0), known)),
                List.of(since(recalled.get(recalled.size() - 1), known)),
                last(chain.stream().filter(s -> !s.trace().from().isAfter(known)).toList()),
                last(recalled.stream().filter(s -> s.trace().fitsAny(revision)).toList()));
    }

    private static long since(Planted stage, Instant known) {
        return Duration.between(stage.trace().from(), known).toMillis();
    }

    private static Map<String, Long> last(List<Planted> stages) {
        Map<String, Long> one = new TreeMap<>();
        stages.stream().max(BY_TIME).ifPresent(stage -> one.put(stage.stage(), 1L));
        return one;
    }

    private static boolean isRecalled(Planted stage, Collection<Story> stories) {
        return stories.stream().anyMatch(s -> s.published() && stage.trace().fitsAny(s.latest()));
    }

    private static boolean fitsAny(List<Planted> stages, Incident revision) {
        return stages.stream().anyMatch(stage -> stage.trace().fitsAny(revision));
    }

    /** The smallest delay that at least this share of them does not exceed (nearest rank). */
    static Optional<Long> quantile(List<Long> millis, double share) {
        int rank = (int) Math.ceil(share * millis.size());
        return millis.stream().sorted().skip(Math.max(0, rank - 1)).findFirst();
    }

    DelayFigures plus(DelayFigures other) {
        return new DelayFigures(
                Sums.joined(fromFirstMillis, other.fromFirstMillis),
                Sums.joined(fromLastMillis, other.fromLastMillis),
                Sums.of(reached, other.reached, Long::sum),
                Sums.of(shown, other.shown, Long::sum));
    }
}
