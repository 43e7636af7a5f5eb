// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.books;

/**
 * What became of a record. {@code READ} opens the account and exactly one of the others closes it;
 * {@code BEHIND} counts those of the used that came for a closed window, {@code UNKNOWN_FIELDS}
 * those of the read with a field that their log does not know. Constants are only appended.
 */
public enum Fate {
    READ,
    USED,
    DUPLICATE,
    LATE,
    DEAD,
    REFUSED,
    BEHIND,
    UNKNOWN_FIELDS
}
