// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

/**
 * What a DNP3 master has an outstation do at one point.
 *
 * @param trip {@code Close}, {@code Trip} or {@code Nul}
 * @param operation such as {@code Pulse On}, {@code Latch On}, {@code Latch Off}
 * @param onMillis length of a pulse
 */
public record Dnp3Control(
        int index, String trip, String operation, int times, long onMillis, long offMillis) {
    /** One pulse of half a second, the usual command to a breaker. */
    public static Dnp3Control pulse(int index, String trip) {
        return new Dnp3Control(index, trip, "Pulse On", 1, 500, 0);
    }
}
