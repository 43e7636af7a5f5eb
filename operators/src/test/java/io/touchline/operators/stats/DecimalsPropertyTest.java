// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;

class DecimalsPropertyTest {
    @Property
    void isWhatAFormatterGives(
            @ForAll @DoubleRange(min = 0, max = 1e15) double value,
            @ForAll @IntRange(min = 0, max = 3) int digits) {
        assertThat(Decimals.fixed(value, digits))
                .isEqualTo(String.format(Locale.ROOT, "%." + digits + "f", value));
    }

    /** Where rounding decides: sixteenths end in a 5 at every place that is cut. */
    @Property
    void roundsAsAFormatterDoes(@ForAll @IntRange(min = 0, max = 1_000_000) int sixteenths) {
        double value = sixteenths / 16.0;
        assertThat(Decimals.fixed(value, 1)).isEqualTo(String.format(Locale.ROOT, "%.1f", value));
        assertThat(Decimals.fixed(value, 0)).isEqualTo(String.format(Locale.ROOT, "%.0f", value));
    }

    @Property
    void takesFloatsAsAFormatterDoes(@ForAll @FloatRange(min = 0, max = 1e6f) float value) {
        assertThat(Decimals.fixed(value, 0)).isEqualTo(String.format(Locale.ROOT, "%.0f", value));
    }

    @Example
    void namesWhatIsNoNumber() {
        assertThat(Decimals.fixed(Double.POSITIVE_INFINITY, 1)).isEqualTo("Infinity");
        assertThat(Decimals.fixed(Double.NaN, 1)).isEqualTo("NaN");
    }
}
