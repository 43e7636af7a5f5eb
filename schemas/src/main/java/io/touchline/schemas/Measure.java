// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.schemas;

/**
 * A number in its unit that an interaction carries. Constants are only appended: their order is
 * part of the saved state.
 */
public enum Measure {
    BYTES_OUT,
    BYTES_IN,
    PACKETS_OUT,
    PACKETS_IN,
    DURATION_MILLIS,
    RTT_MILLIS,
    ANSWERS,
    QUANTITY,
    SIZE_BYTES,
    ATTACHMENTS,
    RECIPIENTS,
    HOPS,
    ITEMS,
    TICKET_LIFE_MILLIS,
    LEASE_MILLIS,
    OT_WEIGHT,
    ATTEMPTS,
    ARGUMENTS,
    URLS,
    POINTS,
    VALUE,
    COUNT,

    /** Degrees north of where the acting end is believed to be. */
    LATITUDE,

    /** Degrees east of it. */
    LONGITUDE,

    /** How far from there it may well be. */
    RADIUS_KM
}
