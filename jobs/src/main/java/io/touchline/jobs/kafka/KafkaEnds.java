// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import io.touchline.jobs.CorrelationJob;
import io.touchline.jobs.DetectionJob;
import io.touchline.jobs.Uids;
import io.touchline.jobs.files.InputException;
import io.touchline.jobs.local.ParkedRows;
import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.StartPosition;
import io.touchline.jobs.options.TouchlineOptions;
import io.touchline.jobs.options.VenueCalendar;
import io.touchline.operators.incident.RepublishOperator;
import io.touchline.operators.ingest.Frame;
import io.touchline.operators.state.FrameSerializer;
import io.touchline.operators.tables.SharedTable;
import io.touchline.schemas.avro.BooksTotal;
import io.touchline.schemas.avro.FindingMessage;
import io.touchline.schemas.avro.Incident;
import io.touchline.schemas.avro.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Sources and sinks of both jobs; none talks to a broker before the job runs. */
public final class KafkaEnds {
    private static final String DETECTION = "-detection";
    private static final String CORRELATION = "-correlation";

    private KafkaEnds() {}

    /**
     * Raw telemetry; watermarks of write time, per partition. Where the brokers stamp all of the
     * topics, time goes on when all are silent.
     *
     * @param appendTime the raw topics that are known by now, when the brokers stamp all of them
     */
    public static SingleOutputStreamOperator<Frame> frames(
            StreamExecutionEnvironment env, Settings settings, Optional<Set<String>> appendTime) {
        long bound = settings.get(TouchlineOptions.BOUND).toMillis();
        long step = settings.get(TouchlineOptions.STEP).toMillis();
        Duration idle = settings.get(TouchlineOptions.IDLE);
        StartPosition start = StartPosition.parse(settings.get(TouchlineOptions.START));
        KafkaSourceBuilder<Frame> builder =
                source(
                        settings,
                        DETECTION,
                        "frames",
                        new StartOffsets(start),
                        new FrameDeserializer());
        Optional<String> pattern = settings.getOptional(TouchlineOptions.RAW_PATTERN);
        KafkaSource<Frame> source =
                pattern.map(text -> builder.setTopicPattern(Pattern.compile(text)))
                        .orElseGet(
                                () -> builder.setTopics(settings.get(TouchlineOptions.RAW_TOPICS)))
                        .build();
        WatermarkStrategy<Frame> watermarks =
                WatermarkStrategy.<Frame>forGenerator(
                                context -> new WriteTimeWatermarks(bound, step))
                        .withTimestampAssigner((frame, recordTime) -> frame.writeTime())
                        .withIdleness(idle);
        Source<Frame, ?, ?> timed =
                appendTime.isEmpty()
                        ? source
                        : new TimedSource<>(
                                source,
                                KafkaAdmin.properties(settings),
                                appendTime.get(),
                                new TimedSource.Timing(bound, step, idle.toMillis()));
        return env.fromSource(timed, watermarks, "frames", FrameSerializer.TYPE).uid(Uids.FRAMES);
    }

    /**
     * Phases: from the control topic where one is configured, read from its start, for what was
     * announced once still holds; else from the calendar.
     *
     * @throws InputException when both a control topic and a calendar are configured, or the
     *     calendar cannot be used
     */
    public static DataStream<SharedTable> control(
            StreamExecutionEnvironment env, Settings settings) {
        TypeInformation<SharedTable> type = TypeInformation.of(SharedTable.class);
        Optional<String> topic = settings.getOptional(TouchlineOptions.CONTROL_TOPIC);
        Optional<Path> calendar = settings.path(TouchlineOptions.CALENDAR);
        if (topic.isEmpty()) {
            return ParkedRows.standing(
                            env,
                            calendar.map(VenueCalendar::read).orElseGet(VenueCalendar::empty),
                            type,
                            WatermarkStrategy.forGenerator(context -> new IdleAtOnce<>()))
                    .setParallelism(1)
                    .name("control")
                    .uid(Uids.CONTROL);
        }
        if (calendar.isPresent()) {
            throw new InputException(
                    "could not use venue.calendar and kafka.control-topic together",
                    "write the phases of the calendar to the topic, or leave one of them out");
        }
        KafkaSource<SharedTable> source =
                source(
                                settings,
                                DETECTION,
                                "control",
                                OffsetsInitializer.earliest(),
                                new ControlDeserializer())
                        .setTopics(topic.get())
                        .build();
        return env.fromSource(
                        source,
                        WatermarkStrategy.forGenerator(context -> new IdleAtOnce<>()),
                        "control",
                        type)
                .setParallelism(1)
                .uid(Uids.CONTROL);
    }

    /**
     * Findings and progress. The watermark is that of the last progress of the slowest partition;
     * no partition is ever idle, for silence there is a fault, not a quiet night.
     */
    public static DataStream<FindingMessage> findingsSource(
            StreamExecutionEnvironment env, Settings settings) {
        KafkaSource<FindingMessage> source =
                source(
                                settings,
                                CORRELATION,
                                "findings",
                                OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST),
                                new FindingDeserializer())
                        .setTopics(settings.get(TouchlineOptions.FINDINGS_TOPIC))
                        .build();
        WatermarkStrategy<FindingMessage> watermarks =
                WatermarkStrategy.<FindingMessage>forGenerator(context -> new ProgressWatermarks())
                        .withTimestampAssigner((message, recordTime) -> time(message));
        // one reader: written by one, and a reader without a partition would hold up the others
        return env.fromSource(
                        source,
                        watermarks,
                        "findings-source",
                        TypeInformation.of(FindingMessage.class))
                .setParallelism(1)
                .uid(Uids.FINDINGS_SOURCE);
    }

    /**
     * Writes what detection finds, at least once.
     *
     * @param partitions of the findings topic, as {@code DetectionOptions} holds it too
     */
    public static void attach(DetectionJob.Outputs out, Settings settings, int partitions) {
        out.findings()
                .sinkTo(
                        sink(
                                settings,
                                new FindingSerializer(
                                        settings.get(TouchlineOptions.FINDINGS_TOPIC), partitions)))
                .setParallelism(1)
                .name("findings-sink")
                .uid(Uids.FINDINGS_SINK);
        out.deadLetters()
                .sinkTo(
                        sink(
                                settings,
                                new DeadLetterSerializer(
                                        settings.get(TouchlineOptions.DEAD_LETTERS_TOPIC))))
                .name("dead-letters-sink")
                .uid(Uids.DEAD_LETTERS_SINK);
        out.books()
                .sinkTo(
                        sink(
                                settings,
                                new AvroSerializer<>(
                                        BooksTotal.class,
                                        settings.get(TouchlineOptions.BOOKS_TOPIC),
                                        BooksTotal::getSource)))
                .name("books-sink")
                .uid(Uids.BOOKS_SINK);
        Heartbeats.attach(out, settings);
    }

    /** Writes incidents and responses, at least once; open incidents are told again each hour. */
    public static void attach(
            CorrelationJob.Outputs out, DataStream<FindingMessage> findings, Settings settings) {
        republished(out.incidents())
                .sinkTo(
                        sink(
                                settings,
                                new IncidentSerializer(
                                        settings.get(TouchlineOptions.INCIDENTS_TOPIC))))
                .name("incidents-sink")
                .uid(Uids.INCIDENTS_SINK);
        out.responses()
                .sinkTo(
                        sink(
                                settings,
                                new AvroSerializer<>(
                                        Response.class,
                                        settings.get(TouchlineOptions.RESPONSES_TOPIC),
                                        Response::getIncidentId)))
                .name("responses-sink")
                .uid(Uids.RESPONSES_SINK);
        Heartbeats.attach(out, findings, settings);
    }

    /** Incidents, the open ones told again after a restore and each hour of write time. */
    public static SingleOutputStreamOperator<Incident> republished(DataStream<Incident> incidents) {
        return incidents
                .keyBy(Incident::getIncidentId)
                .transform("republish", TypeInformation.of(Incident.class), new RepublishOperator())
                .uid(Uids.REPUBLISH);
    }

    private static <T> KafkaSourceBuilder<T> source(
            Settings settings,
            String job,
            String what,
            OffsetsInitializer from,
            KafkaRecordDeserializationSchema<T> deserializer) {
        String group = settings.get(TouchlineOptions.GROUP) + job;
        long discovery = settings.get(TouchlineOptions.DISCOVERY).toMillis();
        return KafkaSource.<T>builder()
                .setProperties(client(settings))
                .setBootstrapServers(KafkaAdmin.bootstrap(settings))
                .setGroupId(group)
                .setClientIdPrefix(group + '-' + what)
                .setStartingOffsets(from)
                .setDeserializer(deserializer)
                .setProperty(
                        KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
                        Long.toString(discovery));
    }

    static <T> KafkaSink<T> sink(Settings settings, KafkaRecordSerializationSchema<T> serializer) {
        return KafkaSink.<T>builder()
                .setKafkaProducerConfig(client(settings))
                .setBootstrapServers(KafkaAdmin.bootstrap(settings))
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                // a retry must not overtake: progress stands behind its findings
                .setProperty("enable.idempotence", "true")
                .setProperty("acks", "all")
                .setRecordSerializer(serializer)
                .build();
    }

    private static Properties client(Settings settings) {
        Properties client = new Properties();
        ClientProperties.of(settings).addTo(client);
        return client;
    }

    private static long time(FindingMessage message) {
        return message.getFinding() == null
                ? message.getWatermark()
                : message.getFinding().getKnownAt().toEpochMilli();
    }
}
