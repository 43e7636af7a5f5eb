// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.life;

import io.touchline.simulator.random.Draws;
import io.touchline.simulator.time.Clock;
import io.touchline.simulator.time.Rhythm;
import io.touchline.simulator.venue.VenuePlan;
import io.touchline.simulator.wire.Rows;
import java.time.LocalDate;

/**
 * What everybody at the venue shares.
 *
 * @param seed of all that happens; the cast does not depend on it
 */
public record World(VenuePlan plan, Rhythm rhythm, Clock clock, Rows rows, long seed) {
    /** What {@code who} is used to: the same in every run. */
    Draws habits(String who) {
        return habits(plan, who);
    }

    static Draws habits(VenuePlan plan, String who) {
        return Draws.of(plan.size().ordinal(), "habits/" + who);
    }

    /** What {@code who} does on {@code day}. */
    Draws draws(String who, LocalDate day) {
        return Draws.of(seed, who + "/" + day);
    }
}
