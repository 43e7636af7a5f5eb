// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.time;

import java.time.Duration;

/** Phases of an event, as offsets from midnight of its day; kick-off is at 19:00. */
public enum Phase {
    RUN_UP(-21 * 24 * 60, -24 * 60),
    LOAD_IN(8 * 60, 18 * 60),
    DOORS(18 * 60, 19 * 60),
    LIVE(19 * 60, 21 * 60),
    EGRESS(21 * 60, 22 * 60 + 30),
    LOAD_OUT(22 * 60 + 30, 24 * 60);

    private final Duration from;
    private final Duration until;

    Phase(int fromMinute, int untilMinute) {
        this.from = Duration.ofMinutes(fromMinute);
        this.until = Duration.ofMinutes(untilMinute);
    }

    Duration from() {
        return from;
    }

    Duration until() {
        return until;
    }
}
