// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import java.io.IOException;
import java.io.Serializable;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A Kafka source on which time goes on when all is silent. State and splits are those of the source
 * inside: either reads the savepoints of the other.
 *
 * @param <T> the element
 */
final class TimedSource<T> implements Source<T, KafkaPartitionSplit, KafkaSourceEnumState> {
    private static final long serialVersionUID = 1L;
    // for clocks of brokers that are behind ours: what they append now is stamped earlier
    private static final long MARGIN_MILLIS = 5_000;

    private final KafkaSource<T> source;
    private final Properties client;
    private final Set<String> appendTime;
    private final Timing timing;

    /**
     * @param boundMillis how far write times may be out of order
     * @param stepMillis watermarks move in steps of this
     * @param idleMillis silence for this long is a silence
     */
    record Timing(long boundMillis, long stepMillis, long idleMillis) implements Serializable {}

    /**
     * @param client what an administrative client is made of
     * @param appendTime topics known to be stamped by the brokers
     */
    TimedSource(KafkaSource<T> source, Properties client, Set<String> appendTime, Timing timing) {
        this.source = source;
        this.client = client;
        this.appendTime = Set.copyOf(appendTime);
        this.timing = timing;
    }

    @Override
    public SourceReader<T, KafkaPartitionSplit> createReader(SourceReaderContext context)
            throws Exception {
        return new TimedReader<>(
                source.createReader(context),
                news -> new LogEnds(client, timing.idleMillis(), appendTime, news),
                timing.boundMillis() + MARGIN_MILLIS,
                timing.stepMillis());
    }

    @Override
    public Boundedness getBoundedness() {
        return source.getBoundedness();
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context) {
        return source.createEnumerator(context);
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState checkpoint)
            throws IOException {
        return source.restoreEnumerator(context, checkpoint);
    }

    @Override
    public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
        return source.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
        return source.getEnumeratorCheckpointSerializer();
    }
}
