// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import io.touchline.operators.rate.RateOptions;
import java.io.Serializable;

/**
 * @param rate options of the rate detector
 * @param maxValues values held per entity; raising it costs 30 bytes per value and entity
 * @param expiryMillis an entity not seen for this long is forgotten
 * @param eventExpiryMillis the same for one that is there for events alone
 * @param transientExpiryMillis the same for a visitor without a baseline of its own
 */
public record BaselineOptions(
        RateOptions rate,
        int maxValues,
        long expiryMillis,
        long eventExpiryMillis,
        long transientExpiryMillis)
        implements Serializable {
    public static BaselineOptions defaults() {
        return new BaselineOptions(
                RateOptions.defaults(),
                512,
                45L * 24 * 3_600_000,
                400L * 24 * 3_600_000,
                12L * 3_600_000);
    }
}
