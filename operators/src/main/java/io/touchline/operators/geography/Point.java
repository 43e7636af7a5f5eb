// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.geography;

import io.touchline.operators.telemetry.DecimalText;
import org.jspecify.annotations.Nullable;

/**
 * A point on the globe at which somebody is believed to be.
 *
 * @param north degrees, -90 to 90
 * @param east degrees, -180 to 180
 * @param radiusKm how far from there it may well be, at least 0
 */
public record Point(double north, double east, double radiusKm) {
    /** Where no radius is told; a start value, of a town and what lies round it. */
    public static final double USUAL_RADIUS_KM = 50;

    private static final double LARGEST_RADIUS_KM = 20_004; // half round the earth

    /** Null where the numbers are no point, or the one where both are 0, which stands for none. */
    public static @Nullable Point of(double north, double east, double radiusKm) {
        boolean point = Math.abs(north) <= 90 && Math.abs(east) <= 180;
        if (!point || (north == 0 && east == 0)) {
            return null;
        }
        boolean told = radiusKm >= 0 && radiusKm <= LARGEST_RADIUS_KM;
        return new Point(north, east, told ? radiusKm : USUAL_RADIUS_KM);
    }

    /** Of two decimal numbers as a record writes them; null where they are none. */
    public static @Nullable Point of(@Nullable String north, @Nullable String east) {
        double latitude = degrees(north);
        double longitude = degrees(east);
        return of(latitude, longitude, USUAL_RADIUS_KM);
    }

    private static double degrees(@Nullable String text) {
        long millionths = text == null ? DecimalText.NONE : DecimalText.scaled(text, 6);
        return millionths == DecimalText.NONE ? Double.NaN : millionths / 1e6;
    }
}
