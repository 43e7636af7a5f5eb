// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.benchmarks;

import io.touchline.jobs.DetectionJob;
import io.touchline.jobs.DetectionOptions;
import io.touchline.jobs.kafka.KafkaEnds;
import io.touchline.jobs.kafka.VenueEnds;
import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.TouchlineOptions;
import io.touchline.operators.ingest.DecodeOperator;
import io.touchline.operators.state.InteractionSerializer;
import io.touchline.schemas.Interaction;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What is compared: the same bytes from the same topic, more done with them each time. */
enum Variant {
    /** From Kafka to Kafka without a look at the bytes: no job on Flink and Kafka does less. */
    PASS_THROUGH("Source: bytes", "copy: Writer", "numRecordsSend") {
        @Override
        void define(StreamExecutionEnvironment env, Settings settings) {
            KafkaSource<byte[]> source =
                    KafkaSource.<byte[]>builder()
                            .setBootstrapServers(settings.get(TouchlineOptions.BOOTSTRAP))
                            .setGroupId(settings.get(TouchlineOptions.GROUP))
                            .setTopics(settings.get(TouchlineOptions.RAW_TOPICS))
                            .setStartingOffsets(OffsetsInitializer.earliest())
                            .setDeserializer(new ValueBytes())
                            .build();
            String topic = settings.get(TouchlineOptions.FINDINGS_TOPIC);
            KafkaSink<byte[]> sink =
                    KafkaSink.<byte[]>builder()
                            .setBootstrapServers(settings.get(TouchlineOptions.BOOTSTRAP))
                            .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                            .setProperty("enable.idempotence", "true")
                            .setProperty("acks", "all")
                            .setRecordSerializer(
                                    (bytes, context, time) -> new ProducerRecord<>(topic, bytes))
                            .build();
            env.fromSource(source, WatermarkStrategy.noWatermarks(), "bytes", ValueBytes.TYPE)
                    .uid("bytes")
                    .sinkTo(sink)
                    .name("copy")
                    .uid("copy");
        }
    },

    /** Decoded, nothing more: tells what of the others is decoding. */
    DECODED("Source: frames", "discard: Writer", "numRecordsIn") {
        @Override
        void define(StreamExecutionEnvironment env, Settings settings) {
            decoded(env, settings).sinkTo(new DiscardingSink<>()).name("discard").uid("discard");
        }
    },

    /** Decoded, and 512 bytes of RocksDB state read and written per interaction: the floor. */
    PLAIN("Source: frames", "state", "numRecordsIn") {
        @Override
        void define(StreamExecutionEnvironment env, Settings settings) {
            decoded(env, settings)
                    .keyBy(Interaction::entity)
                    .process(new PlainState())
                    .name("state")
                    .uid("state")
                    .sinkTo(new DiscardingSink<>())
                    .name("discard")
                    .uid("discard");
        }
    },

    /** Detection as production runs it, with all its sinks. */
    DETECTION("Source: frames", "order", "numRecordsIn") {
        @Override
        void define(StreamExecutionEnvironment env, Settings settings) {
            DetectionOptions options = settings.detection();
            DetectionJob.Outputs out =
                    DetectionJob.define(
                            new DetectionJob.Inputs(
                                    KafkaEnds.frames(env, settings, Optional.empty()),
                                    KafkaEnds.control(env, settings),
                                    VenueEnds.venue(env, settings),
                                    false),
                            options);
            KafkaEnds.attach(out, settings, options.progressPartitions());
        }
    };

    static final List<Variant> COMPARED = List.of(PASS_THROUGH, PLAIN, DETECTION);

    private final String source;
    private final String reached;
    private final String reachedMetric;

    Variant(String source, String reached, String reachedMetric) {
        this.source = source;
        this.reached = reached;
        this.reachedMetric = reachedMetric;
    }

    abstract void define(StreamExecutionEnvironment env, Settings settings);

    /** Records that were read from Kafka so far. */
    long consumed() {
        return Meters.count(source, "numRecordsOut");
    }

    /** Records or interactions that reached the room that is compared. */
    long reached() {
        return Meters.count(reached, reachedMetric);
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static SingleOutputStreamOperator<Interaction> decoded(
            StreamExecutionEnvironment env, Settings settings) {
        return KafkaEnds.frames(env, settings, Optional.empty())
                .transform(
                        "decode",
                        InteractionSerializer.TYPE,
                        new DecodeOperator(settings.detection().decode()))
                .startNewChain()
                .uid("decode");
    }
}
