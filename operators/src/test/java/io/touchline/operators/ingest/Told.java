// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import io.touchline.schemas.Attribute;
import io.touchline.schemas.Interaction;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Interactions as lines that a test can hold against what a record means. */
final class Told {
    private Told() {}

    /**
     * {@code entity action peer outcome [attributes] [measures]}, the passive end with a {@code <}.
     * The name of the flow, which says nothing of how it was read, is left to {@link
     * FlowNamesTest}.
     */
    static List<String> of(TestingDecodeOutput out) {
        return out.onlyEvent().interactions().stream().map(Told::line).toList();
    }

    private static String line(Interaction it) {
        Map<Attribute, String> attributes = new EnumMap<>(Attribute.class);
        attributes.putAll(it.attributes());
        attributes.remove(Attribute.COMMUNITY_ID);
        return String.join(
                " ",
                bare(it.entity()) + (it.acts() ? "" : " <"),
                it.action().toString(),
                bare(it.peer()),
                it.outcome().toString(),
                attributes.toString(),
                it.measures().toString());
    }

    private static String bare(String key) {
        return key.replace("address:venue:", "").replace(":venue:", ":");
    }
}
