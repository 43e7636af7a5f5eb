// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.venue;

/**
 * What the venue file says from a time on.
 *
 * @param validFrom write time in milliseconds; {@link Long#MIN_VALUE} for the first version
 * @param text of the file; empty: no file
 */
public record VenueRow(long validFrom, String text) {
    /** The first version: it counts for all that was ever written. */
    public static VenueRow first(String text) {
        return new VenueRow(Long.MIN_VALUE, text);
    }
}
