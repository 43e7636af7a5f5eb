// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.schemas;

/**
 * A trust segment with its Purdue level. Constants are only appended: their order is part of the
 * saved state.
 */
public enum Zone {
    VISITOR("visitor"),
    RETURNING("returning"),
    CORPORATE("corporate"),
    DMZ("dmz"),
    OT_SUPERVISORY("ot-supervisory"),
    OT_CONTROL("ot-control"),
    SAAS("saas"),
    INTERNET("internet");

    private final String key;

    Zone(String key) {
        this.key = key;
    }

    /** The form used in outputs, as {@code ot-control}. */
    public String key() {
        return key;
    }

    public boolean isOt() {
        return this == OT_SUPERVISORY || this == OT_CONTROL;
    }

    public static Zone of(String key) {
        for (Zone zone : values()) {
            if (zone.key.equals(key)) {
                return zone;
            }
        }
        throw new IllegalArgumentException("unknown zone: " + key);
    }
}
