// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.options;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.flink.configuration.ConfigOption;

/**
 * Which topics hold raw telemetry: a list or a pattern, and never one that Touchline itself reads
 * or writes for another purpose; a dead letter read as telemetry would be one again, without end.
 */
final class RawTopics {
    private static final List<ConfigOption<String>> OTHERS =
            List.of(
                    TouchlineOptions.CONTROL_TOPIC,
                    TouchlineOptions.FINDINGS_TOPIC,
                    TouchlineOptions.INCIDENTS_TOPIC,
                    TouchlineOptions.RESPONSES_TOPIC,
                    TouchlineOptions.BOOKS_TOPIC,
                    TouchlineOptions.DEAD_LETTERS_TOPIC);

    private RawTopics() {}

    static void check(Settings settings, List<String> wrong) {
        Optional<String> pattern = settings.getOptional(TouchlineOptions.RAW_PATTERN);
        if (pattern.isPresent() && settings.getOptional(TouchlineOptions.RAW_TOPICS).isPresent()) {
            wrong.add("kafka.raw-topics and kafka.raw-pattern exclude each other: keep one");
        }
        Predicate<String> isRaw;
        try {
            isRaw =
                    pattern.map(text -> Pattern.compile(text).asMatchPredicate())
                            .orElseGet(() -> settings.get(TouchlineOptions.RAW_TOPICS)::contains);
        } catch (PatternSyntaxException e) {
            wrong.add("kafka.raw-pattern is no regular expression: " + e.getDescription());
            return;
        }
        for (ConfigOption<String> other : OTHERS) {
            String topic = settings.configuration().get(other);
            if (topic != null && isRaw.test(topic)) {
                wrong.add(
                        (pattern.isPresent() ? "kafka.raw-pattern" : "kafka.raw-topics")
                                + " covers "
                                + topic
                                + ", which is "
                                + other.key());
            }
        }
    }
}
