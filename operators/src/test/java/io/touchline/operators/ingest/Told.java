// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import io.touchline.schemas.Interaction;
import java.util.List;

/** Interactions as lines that a test can hold against what a record means. */
final class Told {
    private Told() {}

    /**
     * {@code entity action peer outcome [attributes] [measures]}, the passive end with a {@code <}.
     */
    static List<String> of(TestingDecodeOutput out) {
        return out.onlyEvent().interactions().stream().map(Told::line).toList();
    }

    private static String line(Interaction it) {
        return String.join(
                " ",
                bare(it.entity()) + (it.acts() ? "" : " <"),
                it.action().toString(),
                bare(it.peer()),
                it.outcome().toString(),
                it.attributes().toString(),
                it.measures().toString());
    }

    private static String bare(String key) {
        return key.replace("address:venue:", "").replace(":venue:", ":");
    }
}
