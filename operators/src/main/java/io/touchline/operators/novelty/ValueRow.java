// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.novelty;

/**
 * What one entity remembers of one value, beside its key.
 *
 * @param firstDay days since 1970 UTC
 * @param lastDay days since 1970 UTC
 * @param days distinct days on which it was met, at most 255
 */
public record ValueRow(int firstDay, int lastDay, int days) {

    /** The row after the value was met on {@code day}; itself when nothing changes. */
    public ValueRow metOn(int day) {
        return day <= lastDay ? this : new ValueRow(firstDay, day, Math.min(255, days + 1));
    }
}
