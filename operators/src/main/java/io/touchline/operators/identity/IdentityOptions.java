// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.identity;

import java.io.Serializable;

/**
 * @param holdMillis a row of the table takes effect this long after it was written; raising it
 *     makes a new lease count later, lowering it makes rows wait for slow lease logs
 */
public record IdentityOptions(long holdMillis) implements Serializable {
    public static IdentityOptions defaults() {
        return new IdentityOptions(45_000);
    }
}
