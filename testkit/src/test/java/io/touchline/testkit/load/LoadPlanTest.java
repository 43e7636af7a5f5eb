// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadPlanTest {
    private static final long BOUND_MILLIS = 5_000;

    @TempDir static Path folder;

    private static LoadFolder load;
    private static LoadLedger ledger;
    private static List<LoadRow> rows;

    @BeforeAll
    static void write() throws IOException {
        load = new LoadFolder(folder.resolve("one"));
        ledger = LoadPlan.write(7, 4_000, load);
        rows = Files.readAllLines(load.rows()).stream().map(LoadRow::parse).toList();
    }

    @Test
    void isTheSameForTheSameSeed() throws IOException {
        LoadFolder again = new LoadFolder(folder.resolve("again"));
        LoadPlan.write(7, 4_000, again);
        assertThat(again.rows()).hasSameBinaryContentAs(load.rows());
        assertThat(again.ledger()).hasSameBinaryContentAs(load.ledger());
        LoadFolder other = new LoadFolder(folder.resolve("other"));
        LoadPlan.write(8, 4_000, other);
        assertThat(Files.mismatch(other.rows(), load.rows())).isNotNegative();
    }

    @Test
    void writeTimesOfAPartitionAreOutOfOrderButInsideTheBound() {
        Map<String, Long> highest = new HashMap<>();
        boolean disordered = false;
        for (LoadRow row : rows) {
            String partition = row.topic() + '-' + row.partition();
            long before = highest.getOrDefault(partition, 0L);
            disordered |= row.writeTime() < before;
            assertThat(row.writeTime()).isGreaterThan(before - BOUND_MILLIS);
            highest.merge(partition, row.writeTime(), Math::max);
        }
        assertThat(disordered).isTrue();
        assertThat(highest).hasSize(LoadTopics.ZEEK_PARTITIONS + 2);
    }

    @Test
    void theFilesHoldTheSameRecordsAsTheRows() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(load.input())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        assertThat(lines).hasSameElementsAs(rows.stream().map(LoadRow::value).toList());
        assertThat(lines).hasSize(rows.size()).doesNotHaveDuplicates();
    }

    @Test
    void theLedgerCountsTheRowsAndNamesTheChains() {
        Map<String, Long> counts = new TreeMap<>();
        rows.forEach(row -> counts.merge(row.source(), 1L, Long::sum));
        assertThat(ledger.records()).isEqualTo(counts);
        assertThat(ledger.rows()).isEqualTo(rows.size());
        assertThat(ledger.planted()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(ledger.tick()).isGreaterThan(ledger.last());
        assertThat(ledger.planted())
                .allSatisfy(
                        chain ->
                                assertThat(rows)
                                        .anyMatch(
                                                row ->
                                                        row.value()
                                                                .contains(
                                                                        chain.get("tunnel")
                                                                                .asText())));
    }

    @Test
    void poisonIsSeededAndOfEveryKind() {
        Poison one = new Poison(7);
        Poison other = new Poison(7);
        List<String> heads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            byte[] bytes = one.next(rows.get(0).value());
            assertThat(bytes).isEqualTo(other.next(rows.get(0).value()));
            heads.add(bytes == null ? "null" : bytes.length == 0 ? "empty" : "" + bytes[0]);
        }
        assertThat(heads).contains("null", "empty", "-2", "0", "" + (byte) '{', "" + (byte) '[');
    }
}
