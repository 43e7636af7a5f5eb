// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.travel;

import java.util.ArrayList;
import java.util.List;

/** The last sign-ins of one account and the hours of the week at which it signs in. Mutable. */
public final class TravelState {
    /** Sign-ins that are remembered. */
    public static final int MOST = 8;

    /** Hours of a week. */
    public static final int HOURS = 168;

    /** In order of when they happened, at most {@link #MOST}. */
    public final List<Login> tail = new ArrayList<>(MOST);

    /** One bit per hour of the week, UTC, at which it ever signed in. */
    public final byte[] hours = new byte[HOURS / 8];

    /** Sign-ins that were counted. */
    public float signIns;

    /** The day of the last finding since 1970, and its bits. */
    public int toldDay;

    public float toldBits;

    /** The last day on which it was at two places at once, and how many there were. */
    public int conflictDay;

    public byte conflictDays;
}
