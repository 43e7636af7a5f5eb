// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether a reader's partitions are silent, and up to when nothing was missed. Pure: all times are
 * the caller's.
 *
 * <p>The proof: a record that was appended before the brokers were asked stands below the end that
 * they told. If the reader had handed on everything below that end, it misses nothing older than
 * the question. A broker that does not answer proves nothing. Not thread-safe.
 */
final class Silence {
    /** No proof. */
    static final long NONE = Long.MIN_VALUE;

    private final long idleMillis;
    private Map<TopicPartition, Long> lastEnds = Map.of();
    private long unchangedSince;

    Silence(long idleMillis) {
        this.idleMillis = idleMillis;
    }

    /**
     * One answer of the brokers.
     *
     * @param askedAt when the question was sent, milliseconds
     * @param read next offset per partition as of the last snapshot; negative where nothing was
     *     ever read
     * @param begins first offset that the log still holds, of those never read
     * @param ends offset behind the last record, per partition
     * @return {@code askedAt} when all is read and no end moved for the idle time, else {@link
     *     #NONE}
     */
    long observe(
            long askedAt,
            Map<TopicPartition, Long> read,
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends) {
        if (!ends.equals(lastEnds)) {
            lastEnds = Map.copyOf(ends);
            unchangedSince = askedAt;
        }
        boolean caughtUp =
                !read.isEmpty()
                        && read.entrySet().stream()
                                .allMatch(at -> isRead(at.getKey(), at.getValue(), begins, ends));
        return caughtUp && askedAt - unchangedSince >= idleMillis ? askedAt : NONE;
    }

    private static boolean isRead(
            TopicPartition partition,
            long next,
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends) {
        Long end = ends.get(partition);
        if (end == null) {
            return false;
        }
        return next >= 0 ? next >= end : end.equals(begins.get(partition));
    }
}
