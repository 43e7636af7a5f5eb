// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.ingest.Frame;
import io.touchline.operators.ingest.WriteTime;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrameDeserializerTest {
    private static final long NOW = 1_780_000_000_000L;
    private static final long FIVE_MINUTES = 300_000;

    @Test
    void takesTheWriteTimeThatTheSensorWrote() {
        assertThat(written(NOW - 86_400_000).writeTime()).isEqualTo(NOW - 86_400_000);
        assertThat(written(NOW + FIVE_MINUTES).writeTime()).isEqualTo(NOW + FIVE_MINUTES);
    }

    @Test
    void doesNotBelieveAWriteTimeFarAhead() {
        assertThat(written(NOW + FIVE_MINUTES + 1).writeTime()).isEqualTo(NOW);
    }

    @Test
    void takesTheRecordTimestampWhereTheRecordTellsNone() {
        Frame frame = frame(NOW, "{\"ts\":1}".getBytes(StandardCharsets.UTF_8));

        assertThat(frame.writeTime()).isEqualTo(NOW);
        assertThat(frame.badTime()).isFalse();
        assertThat(frame.coordinates()).isEqualTo("raw.zeek-3-77");
        assertThat(frame.format()).isEmpty();
        assertThat(new String(frame.bytes(), StandardCharsets.UTF_8)).isEqualTo("{\"ts\":1}");
    }

    @Test
    void noValueIsAFrameWithoutBytes() {
        assertThat(frame(NOW, null).bytes()).isEmpty();
        assertThat(frame(NOW, null).badTime()).isFalse();
    }

    @Test
    void aRecordTimestampThatCannotBeMovesNoWatermark() {
        for (long absurd : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 4_102_444_800_001L}) {
            Frame frame =
                    frame(absurd, ("{\"_write_ts\":" + NOW + "}").getBytes(StandardCharsets.UTF_8));
            assertThat(frame.badTime()).isTrue();
            assertThat(frame.writeTime()).isEqualTo(WriteTime.UNKNOWN);
        }
    }

    @Property(tries = 500)
    void isTotal(@ForAll byte[] bytes, @ForAll long timestamp) {
        Frame frame = frame(timestamp, bytes);

        assertThat(frame.bytes()).isEqualTo(bytes);
        assertThat(frame.badTime() || frame.writeTime() >= 0).isTrue();
    }

    private static Frame written(long writeTime) {
        String json = "{\"ts\":1,\"_write_ts\":" + writeTime + "}";
        return frame(NOW, json.getBytes(StandardCharsets.UTF_8));
    }

    private static Frame frame(long timestamp, byte @Nullable [] value) {
        List<Frame> out = new ArrayList<>();
        new FrameDeserializer()
                .deserialize(
                        new ConsumerRecord<>(
                                "raw.zeek",
                                3,
                                77,
                                timestamp,
                                TimestampType.LOG_APPEND_TIME,
                                0,
                                value == null ? 0 : value.length,
                                null,
                                value,
                                new RecordHeaders(),
                                Optional.empty()),
                        new Collector<>() {
                            @Override
                            public void collect(Frame frame) {
                                out.add(frame);
                            }

                            @Override
                            public void close() {}
                        });
        assertThat(out).hasSize(1);
        return out.get(0);
    }
}
