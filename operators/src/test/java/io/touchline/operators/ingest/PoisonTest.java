// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.books.BooksDelta;
import io.touchline.operators.books.Fate;
import io.touchline.schemas.Interaction;
import io.touchline.testkit.Harnesses;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise R20 of docs/reliability.md: poison is one dead letter each, costs no exception and takes
 * no honest record with it.
 */
class PoisonTest {
    private static final int HONEST = 2_000;

    @TempDir private Path folder;

    private static byte[] honest(int number) {
        return ("{\"ts\":1700000000.5,\"uid\":\"C"
                        + number
                        + "\",\"id.orig_h\":\"10.0.0.5\",\"id.orig_p\":50000,\"id.resp_h\":\"10.0.0.9\","
                        + "\"id.resp_p\":443,\"proto\":\"tcp\",\"conn_state\":\"SF\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** 2,000 payloads, none of which is a record of any log. */
    private static List<byte[]> poison() throws IOException {
        List<byte[]> all = new ArrayList<>();
        for (String text :
                List.of(
                        "[".repeat(100_000),
                        "{\"a\":".repeat(100_000),
                        "{\"ts\":" + "9".repeat(1_000_000) + "}",
                        "{\"ts\":1,\"ts\":2,\"uid\":\"a\",\"uid\":\"b\"}",
                        "\ufeff",
                        "\ufeff\ufeff{}",
                        "{\"uid\":\"\\ud800\"}",
                        "{\"uid\":\"\\udc00\\ud800\"}",
                        "null",
                        "0",
                        "\"\"",
                        "",
                        " ",
                        // a Confluent frame of a schema that nobody knows, and its JSON cousin
                        "\u0000\u0000\u0000\u0000\u0007abc",
                        "{\"schema\":{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"a\","
                                + "\"type\":\"A\"}]},\"payload\":{\"a\":{\"a\":null}}}")) {
            all.add(text.getBytes(StandardCharsets.UTF_8));
        }
        all.add(new byte[] {(byte) 0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0, 0}); // zstd
        all.add(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0}); // gzip, cut
        all.add(gzip("x".repeat(100_000)));
        SplittableRandom random = new SplittableRandom(20);
        while (all.size() < 2_000) {
            byte[] bytes =
                    all.size() % 2 == 0
                            ? new byte[random.nextInt(4_000)]
                            : Arrays.copyOf(honest(7), random.nextInt(1, honest(7).length));
            if (all.size() % 2 == 0) {
                random.nextBytes(bytes);
            }
            all.add(bytes);
        }
        return all;
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    @Test
    void twoThousandPoisonsAreTwoThousandDeadLettersAndNoHonestRecordIsLost() throws Exception {
        List<byte[]> poison = poison();
        try (var decode =
                new OneInputStreamOperatorTestHarness<Frame, Interaction>(
                        new DecodeOperator(DecodeOptions.defaults()))) {
            decode.open();
            for (int i = 0; i < HONEST; i++) {
                decode.processElement(frame(i, honest(i)), 1);
                decode.processElement(frame(HONEST + i, poison.get(i)), 1);
            }
            decode.processWatermark(1);

            List<DeadLetter> letters = Harnesses.side(decode, DecodeOperator.DEAD_LETTERS);
            assertThat(letters.stream().map(DeadLetter::coordinates).distinct().count())
                    .isEqualTo(poison.size());
            assertThat(letters.size()).isEqualTo(poison.size());
            assertThat(letters).noneMatch(letter -> letter.detail().startsWith("unforeseen"));
            assertThat(Harnesses.values(decode).stream().filter(Interaction::decidesFate).count())
                    .isEqualTo(HONEST);
            assertThat(fates(Harnesses.side(decode, DecodeOperator.FATES)))
                    .containsEntry(Fate.READ, 2L * HONEST)
                    .containsEntry(Fate.DEAD, (long) poison.size());
        }
    }

    private static Frame frame(int offset, byte[] bytes) {
        return new Frame("telemetry", 0, offset, TestingDecodeOutput.WRITTEN, "", bytes, false);
    }

    private static Map<Fate, Long> fates(List<BooksDelta> deltas) {
        Map<Fate, Long> sums = new EnumMap<>(Fate.class);
        deltas.forEach(delta -> sums.merge(delta.fate(), delta.count(), Long::sum));
        return sums;
    }

    /** A file of honest lines around one line of 50 MB: the line is one record, and too large. */
    @Test
    void aLineOfFiftyMegabytesInAFileIsOneDeadLetter() throws IOException {
        Path file = folder.resolve("conn.log");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < 100; i++) {
                if (i == 50) {
                    out.write("{\"ts\":1700000000.5,\"uid\":\"");
                    for (int megabyte = 0; megabyte < 50; megabyte++) {
                        out.write("a".repeat(1 << 20));
                    }
                    out.write("\"}\n");
                }
                out.write(new String(honest(i), StandardCharsets.UTF_8) + "\n");
            }
        }
        TestingDecodeOutput out = new TestingDecodeOutput();
        FrameDecoder decoder = new FrameDecoder(DecodeOptions.defaults());
        try (FileFramer framer = FileFramer.open(file, "conn.log")) {
            for (var record = framer.next(); record != null; record = framer.next()) {
                decoder.decode(
                        new Frame(
                                "conn.log",
                                -1,
                                record.line(),
                                TestingDecodeOutput.WRITTEN,
                                record.format(),
                                record.bytes(),
                                false),
                        out);
            }
        }
        assertThat(out.events).hasSize(100);
        assertThat(out.letters).hasSize(1);
        assertThat(out.letters.get(0).bytes().length).isLessThan(2 << 20);
    }
}
