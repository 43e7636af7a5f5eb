// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.geography;

import org.jspecify.annotations.Nullable;

/**
 * What databases tell of an address.
 *
 * @param country two letters (ISO 3166-1), or null where none is told
 * @param asn the autonomous system that announces it, as {@code AS15169}, or null
 * @param point where in the country, or null
 */
public record Place(@Nullable String country, @Nullable String asn, @Nullable Point point) {
    public static final Place UNKNOWN = new Place(null, null);

    /** A place that is known no closer. */
    public Place(@Nullable String country, @Nullable String asn) {
        this(country, asn, null);
    }

    boolean complete() {
        return country != null && asn != null && point != null;
    }

    boolean unknown() {
        return country == null && asn == null;
    }

    /** This place, and what it lacks from {@code other}. */
    Place or(Place other) {
        return new Place(
                country == null ? other.country : country,
                asn == null ? other.asn : asn,
                point == null ? other.point : point);
    }
}
