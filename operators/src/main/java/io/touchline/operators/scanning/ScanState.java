// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.scanning;

/** The walk of one entity. Mutable. */
public final class ScanState {
    /** log2 of how much likelier a scanner is than an honest client; 0 at least. */
    public float bits;

    /** What was told last, in bits; 0 if nothing since it was quiet. */
    public float told;

    /** The highest since the hour began. */
    public float highest;

    /** When it last moved, in minutes since 1970. */
    public int lastMinute;

    /** First contacts since it was last at 0, and those of them that failed. */
    public int contacts;

    public int failures;
}
