// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was planted in one run of telemetry, version 2.
 *
 * @param kinds how many lines there are of each kind
 */
record Ledger(
        Header header,
        List<Planted> stages,
        List<Benign> benign,
        List<Member> members,
        Map<String, Long> kinds) {
    /**
     * @param devices how many devices the telemetry shows
     * @param start first instant of the telemetry
     * @param end last instant of the telemetry
     */
    record Header(
            String scenario,
            String size,
            long seed,
            long devices,
            Instant start,
            Instant end,
            List<Event> events) {
        double deviceHours() {
            return devices * (Duration.between(start, end).toMillis() / 3_600_000.0);
        }
    }

    /**
     * @param number counted from 1 over the season
     */
    record Event(int number, LocalDate date) {}

    /**
     * @param step order in its chain
     * @param visible whether any log that is recorded shows it
     */
    record Planted(String chain, int step, String stage, Trace trace, boolean visible) {}

    /** Something harmless that looks like an attack. */
    record Benign(String name, Trace trace) {}

    /** One half of a pair of identical behaviour in two contexts, or a part of it. */
    record Member(String pair, boolean grave, Trace trace, boolean visible) {}

    private static final Comparator<Planted> BY_STEP =
            Comparator.comparingInt(Planted::step).thenComparing(stage -> stage.trace().from());

    /** Stages by chain, each in the order of its steps. */
    Map<String, List<Planted>> chains() {
        Map<String, List<Planted>> chains = new TreeMap<>();
        for (Planted stage : stages) {
            chains.computeIfAbsent(stage.chain(), chain -> new ArrayList<>()).add(stage);
        }
        chains.values().forEach(steps -> steps.sort(BY_STEP));
        return chains;
    }

    /** Whether the step shows something of an attack: a stage, or the grave half of a pair. */
    boolean planted(Step step) {
        return stages.stream().anyMatch(stage -> stage.trace().fits(step))
                || members.stream().anyMatch(m -> m.grave() && m.trace().fits(step));
    }

    /** Whether somebody of an attack, at whatever time, is called one of these. */
    boolean involves(List<String> called) {
        return stages.stream().anyMatch(stage -> stage.trace().aliases().fit(called))
                || members.stream().anyMatch(m -> m.grave() && m.trace().aliases().fit(called));
    }
}
