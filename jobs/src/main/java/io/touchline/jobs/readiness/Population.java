// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.readiness;

/**
 * How many entities of one kind there are.
 *
 * @param name population and class, as {@code resident device}
 * @param entities all of them
 * @param mature those with enough active hours to tell a story
 * @param first earliest write time at which one was seen, milliseconds since 1970
 * @param last latest write time at which one was seen
 */
public record Population(String name, long entities, long mature, long first, long last) {
    Population plus(Population other) {
        return new Population(
                name,
                entities + other.entities,
                mature + other.mature,
                Math.min(first, other.first),
                Math.max(last, other.last));
    }
}
