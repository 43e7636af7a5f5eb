// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.books.BooksDelta;
import io.touchline.operators.books.Fate;
import io.touchline.operators.ingest.DeadLetter;
import io.touchline.operators.ingest.DecodeOperator;
import io.touchline.operators.ingest.DecodeOptions;
import io.touchline.operators.ingest.Frame;
import io.touchline.operators.order.OrderOperator;
import io.touchline.operators.order.OrderOptions;
import io.touchline.operators.telemetry.DeadLetterReason;
import io.touchline.schemas.Interaction;
import io.touchline.testkit.Harnesses;
import io.touchline.testkit.Harnesses.Backend;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Promise R14 of docs/reliability.md: a bad time harms only the record that carries it. From
 * Kafka's record to the order per entity; files are in {@code TimeRepairTest} and {@code
 * LocalRunITCase}.
 */
class BadTimesTest {
    private static final long START = 1_780_000_000_000L;
    private static final int HONEST = 300;
    private static final long TEN_YEARS = 315_360_000L;

    private enum Source {
        CONN,
        MODBUS,
        AUDIT,
        MAIL,
        EVE,
        SYSMON,
        SIGN_IN,
        TRAIL,
        OKTA,
        DEFENDER
    }

    /**
     * @param when as its log writes it
     * @param written {@code _write_ts} in it, or empty
     */
    private static String record(Source source, int number, String when, String written) {
        String id =
                "\"ts\":"
                        + when
                        + ",\"uid\":\"C"
                        + number
                        + "\",\"id.orig_h\":\"10.0.0.5\",\"id.orig_p\":50000,"
                        + "\"id.resp_h\":\"10.0.0.9\",\"id.resp_p\":443,";
        String body =
                switch (source) {
                    case CONN -> id + "\"proto\":\"tcp\",\"conn_state\":\"SF\"";
                    case MODBUS -> id + "\"tid\":1,\"unit\":2,\"func\":\"READ_COILS\"";
                    case AUDIT ->
                            "\"CreationTime\":\""
                                    + when
                                    + "\",\"Id\":\""
                                    + number
                                    + "\",\"Operation\":\"FileAccessed\",\"UserId\":\"a@b.org\","
                                    + "\"OrganizationId\":\"o\"";
                    case MAIL ->
                            "\"date\":\""
                                    + when
                                    + "\",\"from\":\"A <a@b.org>\",\"to\":\"c@d.org\","
                                    + "\"message_id\":\"<"
                                    + number
                                    + "@b.org>\",\"size\":10";
                    case EVE ->
                            "\"timestamp\":\""
                                    + when
                                    + "\",\"flow_id\":"
                                    + number
                                    + ",\"event_type\":\"alert\",\"src_ip\":\"10.0.0.5\","
                                    + "\"src_port\":5,\"dest_ip\":\"10.0.0.9\",\"dest_port\":443,"
                                    + "\"proto\":\"TCP\",\"alert\":{\"signature\":\"s\",\"severity\":1}";
                    case SYSMON ->
                            "\"winlog\":{\"channel\":\"Microsoft-Windows-Sysmon/Operational\","
                                    + "\"event_id\":1,\"computer_name\":\"PC-1\",\"event_data\":{\"UtcTime\":\""
                                    + when
                                    + "\",\"ProcessGuid\":\"{"
                                    + number
                                    + "}\",\"Image\":\"C:/a.exe\",\"ParentImage\":\"C:/b.exe\"}}";
                    case SIGN_IN ->
                            "\"createdDateTime\":\""
                                    + when
                                    + "\",\"id\":\""
                                    + number
                                    + "\",\"userPrincipalName\":\"a@b.org\",\"appDisplayName\":\"x\","
                                    + "\"ipAddress\":\"198.51.100.7\",\"status\":{\"errorCode\":0}";
                    case TRAIL ->
                            "\"eventVersion\":\"1.08\",\"eventTime\":\""
                                    + when
                                    + "\",\"eventID\":\""
                                    + number
                                    + "\",\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"GetObject\","
                                    + "\"userIdentity\":{\"type\":\"IAMUser\",\"arn\":\"arn:aws:iam::1:user/a\"},"
                                    + "\"sourceIPAddress\":\"198.51.100.7\",\"awsRegion\":\"eu-west-1\"";
                    case OKTA ->
                            "\"published\":\""
                                    + when
                                    + "\",\"uuid\":\""
                                    + number
                                    + "\",\"eventType\":\"user.session.start\",\"version\":\"0\","
                                    + "\"actor\":{\"id\":\"1\",\"type\":\"User\",\"alternateId\":\"a@b.org\"},"
                                    + "\"outcome\":{\"result\":\"SUCCESS\"}";
                    case DEFENDER ->
                            "\"category\":\"AdvancedHunting-DeviceProcessEvents\",\"properties\":{"
                                    + "\"Timestamp\":\""
                                    + when
                                    + "\",\"ProcessId\":"
                                    + number
                                    + ",\"DeviceName\":\"pc-1\",\"ActionType\":\"ProcessCreated\","
                                    + "\"FileName\":\"a.exe\",\"InitiatingProcessFileName\":\"b.exe\"}";
                };
        return "{" + (written.isEmpty() ? "" : "\"_write_ts\":" + written + ",") + body + "}";
    }

    private static String honestWhen(Source source, long time) {
        return switch (source) {
            case CONN, MODBUS -> time / 1_000 + ".5";
            default -> Instant.ofEpochMilli(time).toString();
        };
    }

    /** What {@code when} is set to; those that lie ahead are known to be {@code bad-time}. */
    private static List<String> ahead(Source source) {
        return switch (source) {
            case CONN, MODBUS ->
                    List.of(
                            Long.toString(START / 1_000 + TEN_YEARS),
                            // milliseconds in the place of seconds are understood, but not ahead
                            Long.toString(START + TEN_YEARS * 1_000));
            default -> List.of("2036-06-01T00:00:00Z", "2101-01-01T00:00:00Z");
        };
    }

    private static List<String> absurd(Source source) {
        return switch (source) {
            case CONN, MODBUS ->
                    List.of(
                            Long.toString(Long.MAX_VALUE),
                            "-1",
                            "0",
                            Double.toString(START / 1e6), // seconds divided once too often
                            "\"NaN\"",
                            "1e308");
            default ->
                    List.of(
                            Long.toString(Long.MAX_VALUE),
                            "-1",
                            "0",
                            "NaN",
                            "1970-01-01T00:00:00Z",
                            "+292278994-08-17T07:12:55Z");
        };
    }

    static Stream<Source> sources() {
        return Stream.of(Source.values());
    }

    @ParameterizedTest
    @MethodSource("sources")
    void aBadWhenIsADeadLetterOrTooOldAndNothingElse(Source source) throws Exception {
        List<String> ahead = ahead(source);
        List<String> bad = new ArrayList<>(ahead);
        bad.addAll(absurd(source));
        try (Path path = new Path()) {
            for (int i = 0; i < HONEST; i++) {
                long now = START + i * 1_000L;
                path.read(now, record(source, i, honestWhen(source, now), ""));
                path.read(now, record(source, HONEST + i, bad.get(i % bad.size()), ""));
            }
            path.end();
            int timesAhead = 0;
            for (int i = 0; i < HONEST; i++) {
                timesAhead += i % bad.size() < ahead.size() ? 1 : 0;
            }
            path.assertHonest(HONEST);
            assertThat(path.badTimes()).isGreaterThanOrEqualTo(timesAhead);
            // whatever is not dead is refused by age
            assertThat(path.fate(Fate.DEAD) + path.fate(Fate.LATE)).isEqualTo(HONEST);
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void aBadWriteTimeIsNotBelieved(Source source) throws Exception {
        List<String> bad =
                List.of(
                        Long.toString(START + TEN_YEARS * 1_000),
                        Long.toString(Long.MAX_VALUE),
                        "-1",
                        "\"NaN\"",
                        "1e308",
                        Long.toString((START + TEN_YEARS * 1_000) * 1_000),
                        "0");
        try (Path path = new Path()) {
            for (int i = 0; i < HONEST; i++) {
                long now = START + i * 1_000L;
                String when = honestWhen(source, now);
                path.read(now, record(source, i, when, ""));
                path.read(now, record(source, HONEST + i, when, bad.get(i % bad.size())));
            }
            path.end();
            // the record's own timestamp stands in; only what was written in 1970, 56 years before
            // it happened, is dead
            long dead = (HONEST - (bad.size() - 1) + bad.size() - 1) / bad.size();
            path.assertHonest(2 * HONEST - dead);
            assertThat(path.badTimes()).isEqualTo(dead).isEqualTo(path.fate(Fate.DEAD));
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void aBadTimestampOfTheBusIsADeadLetter(Source source) throws Exception {
        long[] bad = {-1, Long.MAX_VALUE, START * 1_000, Long.MIN_VALUE};
        try (Path path = new Path()) {
            for (int i = 0; i < HONEST; i++) {
                long now = START + i * 1_000L;
                String when = honestWhen(source, now);
                path.read(now, record(source, i, when, ""));
                path.read(bad[i % bad.length], record(source, HONEST + i, when, ""));
            }
            path.end();
            path.assertHonest(HONEST);
            assertThat(path.badTimes()).isEqualTo(HONEST);
        }
    }

    /** deserializer -> watermarks -> decode -> order, wired by hand. */
    private static final class Path implements AutoCloseable, Collector<Frame>, WatermarkOutput {
        private final FrameDeserializer deserializer = new FrameDeserializer();
        private final WriteTimeWatermarks watermarks = new WriteTimeWatermarks(5_000, 1_000);
        private final OneInputStreamOperatorTestHarness<Frame, Interaction> decode;
        private final org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness<
                        String, Interaction, Interaction>
                order;
        private int forwarded;
        private long offset;
        private long watermark = Long.MIN_VALUE;
        private long highestHonest;

        Path() throws Exception {
            decode =
                    new OneInputStreamOperatorTestHarness<>(
                            new DecodeOperator(DecodeOptions.defaults()));
            decode.open();
            order =
                    Harnesses.keyed(
                            new OrderOperator(OrderOptions.defaults()),
                            Interaction::entity,
                            Backend.HEAP,
                            null);
        }

        void read(long timestamp, String json) throws Exception {
            byte[] value = json.getBytes(StandardCharsets.UTF_8);
            if (timestamp >= START && timestamp < START + HONEST * 1_000L) {
                highestHonest = Math.max(highestHonest, timestamp);
            }
            deserializer.deserialize(
                    new ConsumerRecord<>(
                            "telemetry",
                            0,
                            offset++,
                            timestamp,
                            TimestampType.LOG_APPEND_TIME,
                            0,
                            value.length,
                            null,
                            value,
                            new RecordHeaders(),
                            Optional.empty()),
                    this);
            advance();
        }

        @Override
        public void collect(Frame frame) {
            try {
                decode.processElement(frame, frame.writeTime());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            watermarks.onEvent(frame, frame.writeTime(), this);
        }

        private void advance() throws Exception {
            List<Interaction> decoded = Harnesses.values(decode);
            for (; forwarded < decoded.size(); forwarded++) {
                Interaction row = decoded.get(forwarded);
                // nothing honest is behind the watermark
                assertThat(row.writeTime()).isGreaterThan(watermark - 1);
                order.processElement(row, row.writeTime());
            }
        }

        @Override
        public void emitWatermark(Watermark mark) {
            assertThat(mark.getTimestamp()).isLessThanOrEqualTo(highestHonest);
            try {
                if (mark.getTimestamp() > watermark) {
                    watermark = mark.getTimestamp();
                    decode.processWatermark(watermark);
                    order.processWatermark(watermark);
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        void end() throws Exception {
            decode.processWatermark(Long.MAX_VALUE);
            order.processWatermark(Long.MAX_VALUE);
        }

        long fate(Fate fate) {
            Map<Fate, Long> sums = new EnumMap<>(Fate.class);
            List<BooksDelta> all = new ArrayList<>(Harnesses.side(decode, DecodeOperator.FATES));
            all.addAll(Harnesses.side(order, OrderOperator.FATES));
            all.forEach(delta -> sums.merge(delta.fate(), delta.count(), Long::sum));
            return sums.getOrDefault(fate, 0L);
        }

        long badTimes() {
            return Harnesses.side(decode, DecodeOperator.DEAD_LETTERS).stream()
                    .map(DeadLetter::reason)
                    .filter(DeadLetterReason.BAD_TIME::equals)
                    .count();
        }

        void assertHonest(long used) {
            assertThat(fate(Fate.USED)).isEqualTo(used);
            assertThat(fate(Fate.READ)).isEqualTo(2L * HONEST);
            assertThat(watermark).isBetween(highestHonest - 10_000, highestHonest);
        }

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}

        @Override
        public void close() {
            try {
                decode.close();
                order.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
