// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.travel;

import org.jspecify.annotations.Nullable;

/**
 * One sign-in as it is remembered, 17 bytes.
 *
 * @param seconds when, since 1970 UTC, 0 to 2^40
 * @param network hash of the network it came from
 * @param north hundredths of a degree, 0 where it is not placed
 * @param east hundredths of a degree
 * @param radius of what is believed about the point, in units of 8 km, 0 to 255
 * @param country two letters as a number, 0 where none is told
 * @param placed whether it is known where it came from
 * @param familiar whether the account knew that network by then
 */
public record Login(
        long seconds,
        int network,
        short north,
        short east,
        int radius,
        short country,
        boolean placed,
        boolean familiar) {
    private static final long LAST_SECOND = (1L << 40) - 1;
    private static final double HUNDREDTHS = 100;
    private static final double RADIUS_UNIT_KM = 8;

    /** One of which it is not known where it came from. */
    public static Login somewhere(long when, int network, @Nullable String country, boolean known) {
        return new Login(
                seconds(when), network, (short) 0, (short) 0, 0, letters(country), false, known);
    }

    /** The same one, at a point in degrees. */
    public Login at(double degreesNorth, double degreesEast, double radiusKm) {
        return new Login(
                seconds,
                network,
                (short) Math.round(degreesNorth * HUNDREDTHS),
                (short) Math.round(degreesEast * HUNDREDTHS),
                (int) Math.max(0, Math.min(255, Math.ceil(radiusKm / RADIUS_UNIT_KM))),
                country,
                true,
                familiar);
    }

    double degreesNorth() {
        return north / HUNDREDTHS;
    }

    double degreesEast() {
        return east / HUNDREDTHS;
    }

    double radiusKm() {
        return radius * RADIUS_UNIT_KM;
    }

    /** The whole degrees in which it is: about 100 km, as exact as a place of an address is. */
    public String cell() {
        return Math.round(degreesNorth()) + "," + Math.round(degreesEast());
    }

    /** Two letters, or null where none were told. */
    public @Nullable String countryCode() {
        return country == 0 ? null : "" + (char) (country >> 8) + (char) (country & 0xff);
    }

    private static short letters(@Nullable String code) {
        return code == null || code.length() != 2
                ? 0
                : (short) ((code.charAt(0) & 0x7f) << 8 | code.charAt(1) & 0x7f);
    }

    private static long seconds(long when) {
        return Math.max(0, Math.min(LAST_SECOND, Math.floorDiv(when, 1_000L)));
    }
}
