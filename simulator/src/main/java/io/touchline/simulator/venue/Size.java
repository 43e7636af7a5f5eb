// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.venue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How large a venue is: seats, and the numbers of everything that grows with them. */
public enum Size {
    SMALL(2_000, 1, 8, 10, 10, 150, 8, 4),
    ARENA(20_000, 4, 60, 100, 90, 3_000, 60, 12),
    STADIUM(60_000, 9, 160, 300, 250, 20_000, 200, 30);

    private final int seats;
    private final int crews;
    private final int turnstiles;
    private final int cameras;
    private final int tills;
    private final int visitors;
    private final int returning;
    private final int workloads;

    Size(
            int seats,
            int crews,
            int turnstiles,
            int cameras,
            int tills,
            int visitors,
            int returning,
            int workloads) {
        this.seats = seats;
        this.crews = crews;
        this.turnstiles = turnstiles;
        this.cameras = cameras;
        this.tills = tills;
        this.visitors = visitors;
        this.returning = returning;
        this.workloads = workloads;
    }

    public int seats() {
        return seats;
    }

    /** How many times the staff of a small venue. */
    int crews() {
        return crews;
    }

    int turnstiles() {
        return turnstiles;
    }

    int cameras() {
        return cameras;
    }

    /** Points of sale. */
    int tills() {
        return tills;
    }

    /** Phones on the Wi-Fi over an event. */
    public int visitors() {
        return visitors;
    }

    /** Laptops of suppliers, broadcasters and media that come to every event. */
    int returning() {
        return returning;
    }

    /** Cloud workloads with a role of their own. */
    int workloads() {
        return workloads;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Size> of(String key) {
        return Arrays.stream(values()).filter(size -> size.key().equals(key)).findFirst();
    }
}
