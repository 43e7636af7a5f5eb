// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.schemas;

/**
 * How it ended, as far as the log tells. Constants are only appended: their order is part of the
 * saved state.
 */
public enum Outcome {
    SUCCESS,
    FAILURE,
    DENIED,
    UNKNOWN
}
