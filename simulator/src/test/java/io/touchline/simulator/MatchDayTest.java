// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.touchline.schemas.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatchDayTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = 7;

    @TempDir static Path folder;

    private static Path attacked;
    private static Path benign;
    private static Summary summary;

    @BeforeAll
    static void write() {
        attacked = folder.resolve("attacked");
        benign = folder.resolve("benign");
        summary = MatchDay.write(SEED, attacked);
        MatchDay.write(SEED, benign, Attack.NONE);
    }

    @Test
    void repeatsEveryByteForTheSameSeed() throws IOException {
        Path again = folder.resolve("again");
        MatchDay.write(SEED, again);
        for (Path file : WrittenFiles.files(attacked)) {
            assertThat(again.resolve(attacked.relativize(file))).hasSameBinaryContentAs(file);
        }
        assertThat(WrittenFiles.files(again)).hasSameSizeAs(WrittenFiles.files(attacked));
    }

    @Test
    void differsForAnotherSeed() throws IOException {
        Path other = folder.resolve("other");
        MatchDay.write(SEED + 1, other);
        for (String path : summary.records().keySet()) {
            assertThat(Files.mismatch(other.resolve(path), attacked.resolve(path)))
                    .as(path)
                    .isNotNegative();
        }
    }

    @Test
    void fitsInAMinuteOfDetection() {
        assertThat(summary.total()).isBetween(120_000L, 200_000L);
        assertThat(summary.records().values()).allMatch(count -> count > 300);
    }

    @Test
    void countsTheRecordsOfEveryFile() throws IOException {
        for (Map.Entry<String, Long> entry : summary.records().entrySet()) {
            assertThat(WrittenFiles.records(attacked.resolve(entry.getKey())))
                    .as(entry.getKey())
                    .hasSize(Math.toIntExact(entry.getValue()));
        }
    }

    @Test
    void namesEveryColumnAndFillsIt() throws IOException {
        for (String path : List.of("dns", "http", "kerberos", "modbus")) {
            List<String> lines = Files.readAllLines(attacked.resolve("zeek/" + path + ".log"));
            assertThat(lines.get(0)).isEqualTo("#separator \\x09");
            assertThat(lines.get(4)).isEqualTo("#path\t" + path);
            int columns = lines.get(6).split("\t", -1).length - 1;
            assertThat(lines.get(7).split("\t", -1)).hasSize(columns + 1);
            assertThat(lines.subList(8, lines.size() - 1))
                    .allMatch(line -> line.split("\t", -1).length == columns);
            assertThat(lines.get(lines.size() - 1)).startsWith("#close\t");
        }
    }

    @Test
    void writesInTheOrderOfItsProducersAndNothingAfterTheEnd() throws IOException {
        Instant end = MatchCalendar.DEMO.end();
        for (String path : summary.records().keySet()) {
            List<Instant> written = new ArrayList<>();
            for (String line : WrittenFiles.records(attacked.resolve(path))) {
                written.add(WrittenFiles.writeTime(path, line));
            }
            assertThat(written).as(path).isSorted().allMatch(at -> at.isBefore(end));
        }
    }

    @Test
    void namesInTheLedgerWhatIsInTheLogs() throws IOException {
        Set<String> words = new HashSet<>();
        for (String path : summary.records().keySet()) {
            for (String line : WrittenFiles.records(attacked.resolve(path))) {
                words.addAll(List.of(line.split("[\\s\",<>]+", -1)));
            }
        }
        List<String> ledger = Files.readAllLines(summary.ledger());
        assertThat(JSON.readTree(ledger.get(0)).get("ledger").asText()).isEqualTo("touchline");
        assertThat(JSON.readTree(ledger.get(0)).get("seed").asLong()).isEqualTo(SEED);
        for (String line : ledger.subList(1, ledger.size())) {
            JsonNode stage = JSON.readTree(line);
            assertThat(Stage.of(stage.get("stage").asText())).isNotNull();
            for (JsonNode id : stage.get("ids")) {
                assertThat(words).contains(id.asText());
            }
            stage.get("entities")
                    .properties()
                    .forEach(
                            entity -> {
                                if (!Set.of("account", "function").contains(entity.getKey())) {
                                    assertThat(words).contains(entity.getValue().asText());
                                }
                            });
        }
    }

    @Test
    void plantsTheStagesInOrderBeforeDoors() throws IOException {
        List<String> ledger = Files.readAllLines(summary.ledger());
        List<String> stages = new ArrayList<>();
        List<Instant> times = new ArrayList<>();
        for (String line : ledger.subList(1, ledger.size())) {
            stages.add(JSON.readTree(line).get("stage").asText());
            times.add(Instant.parse(JSON.readTree(line).get("from").asText()));
        }
        assertThat(stages)
                .containsExactly(
                        "delivery",
                        "command-and-control",
                        "lateral-movement",
                        "ot-access",
                        "ot-impact");
        assertThat(times)
                .isSorted()
                .allMatch(at -> at.isBefore(MatchCalendar.DEMO.start(MatchCalendar.Phase.DOORS)));
    }

    @Test
    void losesThePlantedRowsAndNothingElseWithoutAnAttack() throws IOException {
        Map<String, Long> planted = plantedRows();
        for (String path : summary.records().keySet()) {
            List<String> with = WrittenFiles.records(attacked.resolve(path));
            List<String> without = WrittenFiles.records(benign.resolve(path));
            assertThat(with.size() - without.size())
                    .as(path)
                    .isEqualTo(planted.getOrDefault(path, 0L).intValue());
            assertThat(isSubsequence(without, with)).as(path).isTrue();
        }
        assertThat(Files.readAllLines(benign.resolve("ledger.jsonl"))).hasSize(1);
    }

    @Test
    void knowsNeitherTunnelNorSenderNorEngineeringModbusWithoutAnAttack() throws IOException {
        Summary.Planted chain = Objects.requireNonNull(summary.planted());
        for (Path file : WrittenFiles.files(benign)) {
            assertThat(Files.readString(file))
                    .doesNotContain(chain.tunnel())
                    .doesNotContain(chain.senderDomain());
        }
        assertThat(WrittenFiles.records(benign.resolve("zeek/modbus.log")))
                .noneMatch(line -> line.contains(chain.serverAddress()))
                .noneMatch(line -> line.contains("WRITE_MULTIPLE_REGISTERS"));
        assertThat(WrittenFiles.records(benign.resolve("zeek/conn.log")))
                .noneMatch(
                        line ->
                                line.contains("\"id.orig_h\":\"10.10.1.")
                                        && line.contains(chain.serverAddress() + "\""));
    }

    @Test
    void givesEveryPhaseToTheCalendar() throws IOException {
        assertThat(Files.readString(summary.calendar()))
                .startsWith("BEGIN:VCALENDAR\r\n")
                .endsWith("END:VCALENDAR\r\n")
                .contains("DTSTART:20260516T180000Z\r\nDTEND:20260516T190000Z\r\nSUMMARY:DOORS\r\n")
                .contains("CATEGORIES:RUN_UP", "CATEGORIES:LIVE", "CATEGORIES:EGRESS");
    }

    private static Map<String, Long> plantedRows() throws IOException {
        Map<String, Long> rows = new TreeMap<>();
        List<String> ledger = Files.readAllLines(summary.ledger());
        for (String line : ledger.subList(1, ledger.size())) {
            JSON.readTree(line)
                    .get("records")
                    .properties()
                    .forEach(e -> rows.merge(e.getKey(), e.getValue().asLong(), Long::sum));
        }
        return rows;
    }

    private static boolean isSubsequence(List<String> part, List<String> whole) {
        int next = 0;
        for (String line : whole) {
            if (next < part.size() && part.get(next).equals(line)) {
                next++;
            }
        }
        return next == part.size();
    }
}
