// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import io.touchline.jobs.evaluate.Ledger.Event;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Incidents of which no step fits anything planted.
 *
 * @param perDeviceHours over 10,000 device-hours
 * @param byEvent by number of the event on whose day (UTC) they became known, over events
 * @param byRegime by what the incident says of the venue
 */
record FalseFigures(Rate perDeviceHours, Map<Integer, Rate> byEvent, Map<String, Long> byRegime) {
    static final FalseFigures NONE = new FalseFigures(Rate.NONE, Map.of(), Map.of());

    private static final double DEVICE_HOURS = 10_000;

    /**
     * @param stories false ones
     * @param known when each became known
     */
    static FalseFigures of(
            Ledger ledger, Collection<Story> stories, Function<Story, Instant> known) {
        Map<Integer, Rate> byEvent = new TreeMap<>();
        for (Event event : ledger.header().events()) {
            long count =
                    stories.stream()
                            .map(known)
                            .filter(
                                    at ->
                                            at.atOffset(ZoneOffset.UTC)
                                                    .toLocalDate()
                                                    .equals(event.date()))
                            .count();
            byEvent.merge(event.number(), new Rate(count, 1), Rate::plus);
        }
        Map<String, Long> byRegime = new TreeMap<>();
        for (Story story : stories) {
            String regime = story.latest().regime();
            byRegime.merge(regime.isEmpty() ? "unknown" : regime, 1L, Long::sum);
        }
        double exposure = ledger.header().deviceHours() / DEVICE_HOURS;
        return new FalseFigures(new Rate(stories.size(), exposure), byEvent, byRegime);
    }

    /** Over all events. */
    Rate perEvent() {
        return byEvent.values().stream().reduce(Rate.NONE, Rate::plus);
    }

    FalseFigures plus(FalseFigures other) {
        return new FalseFigures(
                perDeviceHours.plus(other.perDeviceHours),
                Sums.of(byEvent, other.byEvent, Rate::plus),
                Sums.of(byRegime, other.byRegime, Long::sum));
    }
}
