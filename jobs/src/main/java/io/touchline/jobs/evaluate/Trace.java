// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import java.time.Duration;
import java.time.Instant;

/**
 * Whom something concerned and when. A step fits if its entity or its peer is one of them and its
 * time is in [from - 5 min, until + 60 min]: clocks differ, and the logs of a long connection or an
 * hourly export come late.
 */
record Trace(Aliases aliases, Instant from, Instant until) {
    static final Duration EARLY = Duration.ofMinutes(5);
    static final Duration LATE = Duration.ofMinutes(60);

    boolean fits(Step step) {
        return !step.time().isBefore(from.minus(EARLY))
                && !step.time().isAfter(until.plus(LATE))
                && aliases.fit(step.called());
    }

    boolean fitsAny(Incident incident) {
        return incident.steps().stream().anyMatch(this::fits);
    }
}
