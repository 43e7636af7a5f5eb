// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.venue;

import java.util.Locale;

/** What is at stake for the venue when a function fails, from least to most. */
public enum Consequence {
    NONE,
    LOW,
    MEDIUM,
    HIGH,
    LIFE_SAFETY;

    /** The form used in files and outputs, as {@code life-safety}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @throws IllegalArgumentException when {@code key} is none of them
     */
    public static Consequence of(String key) {
        for (Consequence each : values()) {
            if (each.key().equals(key)) {
                return each;
            }
        }
        throw new IllegalArgumentException("unknown consequence: " + key);
    }
}
