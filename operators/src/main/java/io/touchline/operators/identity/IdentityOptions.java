// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.identity;

import java.io.Serializable;

/**
 * @param holdMillis a row of the table takes effect this long after it was written; raising it
 *     makes a new lease count later, lowering it makes rows wait for slow lease logs
 * @param keptMillis a row is kept this long after it ended: longer than the age at which records
 *     are refused
 */
public record IdentityOptions(long holdMillis, long keptMillis) implements Serializable {
    public static IdentityOptions defaults() {
        return new IdentityOptions(45_000, 26 * 3_600_000L);
    }
}
