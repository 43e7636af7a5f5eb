// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import java.io.Serializable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of skipped records at most once a minute and tells how many warnings it held back, so that
 * a flood of bad records is not a flood of lines. Never shows what is in a record. Not thread-safe.
 */
final class RareWarning implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RareWarning.class);
    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private transient long heldBack;
    private transient long next;
    private transient boolean warned;

    void warn(String fact, ConsumerRecord<?, ?> record) {
        long now = System.nanoTime();
        if (warned && now - next < 0) {
            heldBack++;
            return;
        }
        LOG.warn(
                "{}; skipped {}-{} at offset {}, and {} more since the last warning",
                fact,
                record.topic(),
                record.partition(),
                record.offset(),
                heldBack);
        warned = true;
        heldBack = 0;
        next = now + PAUSE_NANOS;
    }
}
