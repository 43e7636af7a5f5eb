// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A setting of a topic, as it is created and as it is judged.
 *
 * @param key Kafka's name
 * @param value what a new topic gets
 * @param rule what an existing one may have
 * @param bound the value that the rule speaks of
 */
record TopicSetting(String key, String value, Rule rule, String bound) {
    private static final String POLICY = "cleanup.policy";
    private static final String TIMES = "message.timestamp.type";
    private static final String RETENTION = "retention.ms";
    // 1 MiB of records and the 12 bytes of the log around them: Kafka's own default
    private static final String MAX_BYTES = "1048588";

    enum Rule {
        EXACTLY,
        CONTAINS,
        AT_MOST
    }

    static TopicSetting appendTime() {
        return new TopicSetting(TIMES, "LogAppendTime", Rule.EXACTLY, "LogAppendTime");
    }

    static TopicSetting deleted() {
        return new TopicSetting(POLICY, "delete", Rule.EXACTLY, "delete");
    }

    /** Compacted and nothing else: what is told once is kept. */
    static TopicSetting compacted() {
        return new TopicSetting(POLICY, "compact", Rule.EXACTLY, "compact");
    }

    /** Compacted, with deletion by age or without: for what is told again while it holds. */
    static TopicSetting compactedAndDeleted() {
        return new TopicSetting(POLICY, "compact,delete", Rule.CONTAINS, "compact");
    }

    static TopicSetting keptForEver() {
        return new TopicSetting(RETENTION, "-1", Rule.EXACTLY, "-1");
    }

    static TopicSetting keptAtMost(long millis, long most) {
        return new TopicSetting(
                RETENTION, Long.toString(millis), Rule.AT_MOST, Long.toString(most));
    }

    static TopicSetting smallRecords() {
        return new TopicSetting("max.message.bytes", MAX_BYTES, Rule.AT_MOST, MAX_BYTES);
    }

    boolean isTimes() {
        return key.equals(TIMES);
    }

    boolean isPolicy() {
        return key.equals(POLICY);
    }

    /** Whether a topic that has {@code actual} will do. */
    boolean accepts(@Nullable String actual) {
        if (actual == null) {
            return false;
        }
        return switch (rule) {
            case EXACTLY -> actual.equals(bound);
            case CONTAINS -> Arrays.asList(actual.split(",", -1)).contains(bound);
            case AT_MOST -> {
                long number = Long.parseLong(actual);
                yield number >= 0 && number <= Long.parseLong(bound);
            }
        };
    }

    @Override
    public String toString() {
        return key + '=' + value;
    }
}
