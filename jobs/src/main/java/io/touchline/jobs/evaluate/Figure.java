// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a figure is written: with its interval, in a table and as JSON. */
public final class Figure {
    private static final double DIGITS = 1e6;

    private Figure() {}

    public static String share(Share share) {
        return share.of() == 0
                ? "-"
                : String.format(
                        Locale.ROOT,
                        "%.3f [%.3f, %.3f]",
                        share.value(),
                        share.lower(),
                        share.upper());
    }

    public static String rate(Rate rate) {
        return rate.exposure() == 0
                ? "-"
                : String.format(
                        Locale.ROOT, "%.3f [%.3f, %.3f]", rate.value(), rate.lower(), rate.upper());
    }

    /** Without zeros that say nothing. */
    public static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    public static ObjectNode of(Share share) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("hits", share.hits()).put("of", share.of());
        return interval(node, share.value(), share.lower(), share.upper());
    }

    public static ObjectNode of(Rate rate) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("count", rate.count()).put("exposure", rounded(rate.exposure()));
        return interval(node, rate.value(), rate.lower(), rate.upper());
    }

    private static ObjectNode interval(ObjectNode node, double value, double lower, double upper) {
        node.put("value", rounded(value));
        return node.put("lower", rounded(lower)).put("upper", rounded(upper));
    }

    /** Six digits, so that the last bit of a sum makes no difference; null for no number. */
    public static @Nullable Double rounded(double value) {
        return Double.isFinite(value) ? Double.valueOf(Math.round(value * DIGITS) / DIGITS) : null;
    }
}
