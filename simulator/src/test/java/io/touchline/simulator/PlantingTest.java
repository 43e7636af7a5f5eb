// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.touchline.simulator.attack.Scenario;
import io.touchline.simulator.attack.ScenarioException;
import io.touchline.simulator.attack.ScenarioFiles;
import io.touchline.simulator.recorded.Recording;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlantingTest {
    private static final long START = 1_655_000_000L;
    private static final int RECORDS = 1_000;

    @TempDir Path folder;
    private Path recorded;

    /** Six hours: a PC that browses, in two forms of Zeek's logs, one of them with glued labels. */
    @BeforeEach
    void record() throws IOException {
        recorded = Files.createDirectories(folder.resolve("recorded/sensor"));
        StringBuilder conn = new StringBuilder();
        conn.append("#separator \\x09\n#path\tconn\n#fields\tts\tuid\tid.orig_h\tid.orig_p");
        conn.append("\tid.resp_h\tid.resp_p\tproto\tduration\torig_bytes\tlocal_orig");
        conn.append("\ttunnel_parents   label   detailed-label\n#types\ttime\n");
        StringBuilder ssl = new StringBuilder();
        for (int i = 0; i < RECORDS; i++) {
            double at = START + i * 21.6;
            String server = "93.184.216." + (1 + i % 40);
            conn.append(
                    String.format(
                            Locale.ROOT,
                            "%.6f\tC%d\t192.168.7.%d\t50000\t%s\t443\ttcp\t3.500000\t900\tT"
                                    + "\t(empty)   Benign   \u00e9\n",
                            at,
                            i,
                            20 + i % 3,
                            server));
            ssl.append(
                    String.format(
                            Locale.ROOT,
                            "{\"ts\":\"2022-06-12T%02d:%02d:%02d.000000Z\",\"uid\":\"C%d\","
                                    + "\"id_orig_h\":\"192.168.7.%d\",\"id_resp_h\":\"%s\","
                                    + "\"id_resp_p\":443}%n",
                            2 + i * 216 / 36_000,
                            i * 216 / 600 % 60,
                            i % 60,
                            i,
                            20 + i % 3,
                            server));
        }
        conn.append("#close\t2022-06-12-08-00-00\n");
        Files.writeString(recorded.resolve("conn.log.labeled"), conn, StandardCharsets.ISO_8859_1);
        try (OutputStream out =
                new GZIPOutputStream(Files.newOutputStream(recorded.resolve("ssl.log.gz")))) {
            out.write(ssl.toString().getBytes(StandardCharsets.UTF_8));
        }
        Files.write(recorded.resolve("picture.bin"), new byte[] {0, -1, 7});
    }

    @Test
    void everyRecordedLineStaysAndPlantedOnesJoinInOrderOfWriting() throws IOException {
        Planting.Result result = plant("jittered-beacon", 5);
        List<String> before = lines(recorded.resolve("conn.log.labeled"));
        List<String> after = lines(folder.resolve("out/sensor/conn.log.labeled"));

        List<String> planted = new ArrayList<>(after);
        before.forEach(planted::remove);
        assertThat(after).containsSubsequence(before);
        assertThat(after).last().asString().startsWith("#close");
        assertThat(planted).isNotEmpty();
        assertThat(after.stream().filter(line -> !line.startsWith("#")).map(PlantingTest::written))
                .isSorted();
        assertThat(planted)
                .allSatisfy(
                        line -> {
                            assertThat(line.split("\t", -1)).hasSize(11);
                            assertThat(line).endsWith("\tT\t-   -   -").contains("\t192.168.7.2");
                        });
        long sessions = planted.stream().filter(line -> line.contains("\t443\t")).count();
        List<String> ssl = lines(folder.resolve("out/sensor/ssl.log.gz"));
        ssl.removeAll(lines(recorded.resolve("ssl.log.gz")));
        assertThat((long) ssl.size()).isEqualTo(sessions);
        assertThat(ssl)
                .allSatisfy(
                        line -> {
                            JsonNode json = new ObjectMapper().readTree(line);
                            assertThat(json.path("ts").asText()).startsWith("2022-06-12T");
                            assertThat(json.path("id_orig_h").asText()).startsWith("192.168.7.2");
                            assertThat(json.has("_path")).isFalse();
                        });
        assertThat(result.rows()).isEqualTo(planted.size() + ssl.size());
        assertThat(folder.resolve("out/sensor/picture.bin"))
                .hasSameBinaryContentAs(recorded.resolve("picture.bin"));
    }

    @Test
    void whatHasNoLogOrNobodyIsLeftOutAndSaidSo() throws IOException {
        List<java.util.Map<String, Object>> ledger = plant("parallel-polls-connection", 2).ledger();

        assertThat(ledger.get(0)).containsEntry("size", "recorded").containsEntry("devices", 3L);
        assertThat(ledger.get(1))
                .containsEntry("means", "script-mail")
                .containsEntry("visible", false);
        assertThat(String.valueOf(ledger.get(1).get("planted")))
                .startsWith("left out: there is nobody called 'office-mailbox'");
        assertThat(ledger.get(3))
                .containsEntry("means", "parallel-polls")
                .containsEntry("visible", true);
        assertThat(String.valueOf(ledger.get(3).get("records"))).doesNotContain("dns.log");
    }

    @Test
    void equalSeedsPlantEqualRowsAndOthersOthers() throws IOException {
        plant("jittered-beacon", 5);
        byte[] one = Files.readAllBytes(folder.resolve("out/sensor/conn.log.labeled"));
        new Planting(scenario("jittered-beacon"), Recording.read(folder.resolve("recorded")), 5)
                .write(folder.resolve("again"));
        new Planting(scenario("jittered-beacon"), Recording.read(folder.resolve("recorded")), 6)
                .write(folder.resolve("other"));

        assertThat(folder.resolve("again/sensor/conn.log.labeled")).hasBinaryContent(one);
        assertThat(Files.readAllBytes(folder.resolve("other/sensor/conn.log.labeled")))
                .isNotEqualTo(one);
    }

    @Test
    void aScenarioOfWhichNothingFitsIsRefused() {
        assertThatThrownBy(() -> plant("account-takeover", 1))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("nothing of account-takeover can be planted into recorded");
    }

    @Test
    void pairsAreRefusedForNobodyDoesTheirHarmlessHalf() {
        assertThatThrownBy(() -> plant("context-pairs", 1))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("the pairs of context-pairs cannot be planted");
    }

    private Planting.Result plant(String scenario, long seed) throws IOException {
        Recording recording = Recording.read(folder.resolve("recorded"));
        return new Planting(scenario(scenario), recording, seed).write(folder.resolve("out"));
    }

    private static Scenario scenario(String name) {
        return ScenarioFiles.named(name);
    }

    private static double written(String line) {
        String[] cells = line.split("\t", -1);
        return Double.parseDouble(cells[0]) + Double.parseDouble(cells[7].replace("-", "0"));
    }

    private static List<String> lines(Path file) throws IOException {
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                file.toString().endsWith(".gz")
                                        ? new GZIPInputStream(Files.newInputStream(file))
                                        : Files.newInputStream(file),
                                StandardCharsets.ISO_8859_1))) {
            return new ArrayList<>(in.lines().toList());
        }
    }
}
