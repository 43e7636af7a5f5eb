// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.logs.Logs;
import io.touchline.operators.telemetry.DecimalText;
import io.touchline.operators.telemetry.EncodedWords;
import io.touchline.operators.telemetry.HostNames;
import io.touchline.operators.telemetry.IpAddress;
import io.touchline.operators.telemetry.MailAddresses;
import io.touchline.operators.telemetry.PathShape;
import io.touchline.operators.telemetry.Texts;
import io.touchline.operators.telemetry.Times;
import io.touchline.operators.telemetry.UserAgents;
import io.touchline.schemas.Interaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing throws and everything is accounted for, whatever the bytes. */
class HostileBytesTest {
    private static final long SEED = 20_260_214L;
    private static final int ROUNDS = 20_000;
    private static final List<String> VENOM =
            List.of(
                    "\u0000",
                    "\u001f",
                    "\u202e",
                    "\ud800",
                    "\ufffd",
                    "\r\n",
                    "\u001b[31m",
                    "\\x",
                    "\\xff",
                    "%eth0",
                    "::ffff:",
                    "-",
                    "(empty)",
                    "\"",
                    "\\\"",
                    "{",
                    "}",
                    "[",
                    "]",
                    ",",
                    ":",
                    "\t",
                    "   ",
                    "1e999",
                    "-1",
                    "NaN",
                    "9223372036854775807",
                    "=?UTF-8?B?",
                    "?=",
                    "<",
                    ">",
                    "@",
                    "null",
                    "true",
                    "\"payload\":",
                    "\"schema\":1,",
                    "\"Records\":[",
                    "\"message\":",
                    "a".repeat(70_000),
                    "ﬀ́한",
                    "xn--",
                    "..",
                    "[::1]:80");

    @TempDir private Path folder;

    @Test
    void decoderNeverThrowsAndLosesNothing() {
        System.out.println("seed " + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        FrameDecoder decoder = new FrameDecoder(DecodeOptions.defaults());
        List<String> corpus = corpus();
        List<String> formats = formats();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = mutant(random, corpus.get(random.nextInt(corpus.size())));
            String format = formats.get(random.nextInt(formats.size()));
            int partition = random.nextInt(2) - 1;
            long written = random.nextInt(5) == 0 ? WriteTime.UNKNOWN : TestingDecodeOutput.WRITTEN;
            TestingDecodeOutput out = new TestingDecodeOutput();
            decoder.decode(
                    new Frame("zeek-conn", partition, 1, written, format, bytes, false), out);
            assertThat(out.events.size() + out.letters.size()).isPositive();
            out.letters.forEach(
                    letter -> assertThat(letter.detail()).doesNotStartWith("unforeseen"));
            out.events.forEach(event -> event.interactions().forEach(HostileBytesTest::harmless));
            WriteTime.peek(bytes);
            WriteTime.ofFile(format, bytes);
        }
    }

    @Test
    void framerNeverThrowsOnContent() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        List<String> corpus = corpus();
        for (int round = 0; round < 1_000; round++) {
            String text = corpus.get(random.nextInt(corpus.size()));
            String many = text + "\n" + corpus.get(random.nextInt(corpus.size()));
            Path file = Files.write(folder.resolve("hostile"), mutant(random, many));
            try (FileFramer framer = FileFramer.open(file, "conn.log")) {
                int records = 0;
                while (framer.next() != null) {
                    records++;
                }
                assertThat(records).isLessThan(100_000);
            }
        }
    }

    @Test
    void parsersAreTotal() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<String> seeds =
                List.of(
                        "2018-03-24T17:15:20.865716+02:00",
                        "1521911720.865716",
                        "2001:db8::1.2.3.4",
                        "\"Doe, J.\" <j@x.org>, Friends: k@y.org;",
                        "=?UTF-8?Q?a=20b?= =?x?B?YQ==?=",
                        "https://u@host:80/a/b?c",
                        "/a/12/deadbeef99/x.php",
                        "Mozilla/5.0 (X) Chrome/1");
        for (int round = 0; round < ROUNDS; round++) {
            String text =
                    new String(
                            mutant(random, seeds.get(random.nextInt(seeds.size()))),
                            StandardCharsets.UTF_8);
            Times.micros(text);
            DecimalText.scaled(text, 6);
            IpAddress.parseWithPort(text);
            MailAddresses.all(text);
            EncodedWords.decode(text);
            HostNames.ofUrl(text);
            PathShape.of(text);
            UserAgents.family(text);
            Texts.unescaped(text, true);
            Rows.csv(text, ',');
            assertThat(Texts.attribute(text).length()).isLessThanOrEqualTo(Texts.MAX_ATTRIBUTE);
            String name = HostNames.canonical(text);
            if (name != null) {
                HostNames.registeredDomain(name);
            }
        }
    }

    private static void harmless(Interaction it) {
        List<String> texts = new ArrayList<>(it.attributes().values());
        texts.addAll(List.of(it.entity(), it.peer()));
        texts.add(it.entityName() == null ? "" : it.entityName());
        texts.add(it.peerName() == null ? "" : it.peerName());
        for (String text : texts) {
            assertThat(text.length()).isLessThanOrEqualTo(300);
            assertThat(text.chars().noneMatch(c -> c < ' ' || c == 0x7f || c == 0x202e)).isTrue();
        }
        assertThat(it.until()).isGreaterThanOrEqualTo(it.when());
        it.measures().values().forEach(value -> assertThat(value).isFinite());
    }

    private static byte[] mutant(SplittableRandom random, String seed) {
        StringBuilder text = new StringBuilder(seed);
        for (int i = random.nextInt(5); i >= 0 && text.length() > 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.insert(at, VENOM.get(random.nextInt(VENOM.size())));
                case 1 -> text.deleteCharAt(at);
                case 2 -> text.setLength(at);
                case 3 -> text.setCharAt(at, (char) random.nextInt(256));
                default -> text.insert(at, text.substring(random.nextInt(at + 1), at));
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(4) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static List<String> corpus() {
        List<String> corpus = new ArrayList<>();
        for (String record : FrameDecoderTest.records()) {
            String bare = record.substring(record.indexOf(' ') + 1);
            corpus.add(bare);
            corpus.add("{\"schema\":{},\"payload\":" + bare + "}");
            corpus.add("{\"Records\":[" + bare + "," + bare + "]}");
            corpus.add(
                    "{\"@timestamp\":1,\"message\":\""
                            + bare.replace("\"", "\\\"")
                            + "\",\"event\":{\"dataset\":\"zeek.conn\"}}");
        }
        corpus.add(
                "1700000000.5\tC1\t10.0.0.5\t50000\t10.0.0.9\t443\ttcp\t-\t1.5\t10\t20\tSF\tT\tT\t0\tShADad"
                        + "\t1\t40\t2\t80\t(empty)");
        corpus.add(
                "2020-04-18T04:50:30Z,a@b.org,1.2.3.4:80,Set-Mailbox,\"[{\"\"Name\"\":\"\"X\"\"}]\"");
        return corpus;
    }

    private static List<String> formats() {
        List<String> conn = Unwrap.columns(Logs.named("zeek.conn"), 21);
        assertThat(conn).isNotNull();
        return List.of(
                "",
                "",
                FileFormat.json("zeek.conn").encode(),
                FileFormat.json("email.trace").encode(),
                FileFormat.tsv("zeek.conn", conn).encode(),
                FileFormat.csv(
                                "m365.audit",
                                List.of(
                                        "TimeGenerated",
                                        "UserId",
                                        "ClientIP",
                                        "Operation",
                                        "Parameters"))
                        .encode());
    }
}
