// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import io.touchline.simulator.venue.Size;
import java.util.List;
import java.util.Optional;

/**
 * What is simulated: how many days, what is wrong with the sensors, and what is planted.
 *
 * @param name in kebab-case
 * @param about one line
 * @param size of the venue, unless the command line says otherwise
 * @param days how many, unless the command line says otherwise; the event day is the last
 * @param gapDays days without an event before the last one; 0 for the usual two weeks
 * @param noise what is wrong with the sensors
 * @param stages in order
 */
public record Scenario(
        String name,
        String about,
        Optional<Size> size,
        Optional<Integer> days,
        int gapDays,
        Noise noise,
        List<StageSpec> stages) {
    /** Whether nothing is wrong with the sensors. */
    public boolean isQuiet() {
        return noise.isNone();
    }

    /** How many stages are planted that are not benign. */
    public long planted() {
        return stages.stream().filter(stage -> !stage.kind().equals("benign")).count();
    }

    /** Whether its acts are the grave halves of pairs. */
    public boolean isOfPairs() {
        return stages.stream().anyMatch(stage -> !stage.pair().isEmpty());
    }
}
