// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.touchline.simulator.wire.Log;
import io.touchline.simulator.wire.Row;
import io.touchline.simulator.wire.RowText;
import io.touchline.simulator.wire.Shipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Writes a load: the records of a {@link Campaign} as rows for topics, the same records as files,
 * and the ledger. A function of seed and size.
 *
 * <p>Zeek's records are dealt to the partitions at random, and all are sent in the order of a write
 * time that is up to 3 seconds off: on each partition write times are out of order by less than
 * that, inside the bound of 5 seconds. Simulated time spans days; how fast it passes is the
 * generator's business.
 *
 * <p>Main: {@code --folder DIR [--events 30000] [--seed 7]}.
 */
public final class LoadPlan {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long DISORDER_MILLIS = 3_000;

    /** Beyond the largest channel delay, so that the tick closes every window. */
    private static final long TICK_MILLIS = 4 * 3_600_000L;

    private LoadPlan() {}

    public static void main(String[] args) throws IOException {
        Arguments given = Arguments.of(args);
        LoadFolder folder = new LoadFolder(given.path("folder"));
        LoadLedger ledger = write(given.number("seed", 7), given.count("events", 30_000), folder);
        System.out.println(ledger.header());
    }

    /** Writes a load of about {@code events} records; the folder need not exist. */
    public static LoadLedger write(long seed, int events, LoadFolder folder) throws IOException {
        Campaign campaign = Campaign.of(seed, events);
        List<LoadRow> rows = rows(seed, campaign.records());
        Files.createDirectories(folder.folder());
        Files.write(folder.rows(), rows.stream().map(LoadRow::line).toList());
        writeInput(campaign.records(), folder.input());
        writeLedger(seed, campaign.planted(), rows, folder.ledger());
        return LoadLedger.read(folder);
    }

    private static List<LoadRow> rows(long seed, List<Row> records) {
        record Due(long time, LoadRow row) {}
        SplittableRandom random = new SplittableRandom(seed);
        List<Due> all = new ArrayList<>();
        for (Row record : records) {
            LoadRow row = row(record, random);
            all.add(new Due(row.writeTime() + random.nextLong(DISORDER_MILLIS), row));
        }
        all.sort(Comparator.comparingLong(Due::time));
        return all.stream().map(Due::row).toList();
    }

    private static LoadRow row(Row record, SplittableRandom random) {
        Log log = record.log();
        boolean zeek = log.isZeek();
        String topic =
                zeek ? LoadTopics.ZEEK : log == Log.AUDIT ? LoadTopics.M365 : LoadTopics.EMAIL;
        return new LoadRow(
                topic,
                zeek ? random.nextInt(LoadTopics.ZEEK_PARTITIONS) : 0,
                record.written().toEpochMilli(),
                log.folder() + '.' + log.path(),
                Shipped.json(record),
                log.columns().isEmpty() ? null : RowText.of(record));
    }

    private static void writeInput(List<Row> records, Path input) throws IOException {
        Map<String, List<String>> files = new TreeMap<>();
        for (Row record : records) {
            files.computeIfAbsent(record.log().file(), file -> new ArrayList<>())
                    .add(Shipped.json(record));
        }
        for (Map.Entry<String, List<String>> file : files.entrySet()) {
            Path path = input.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling("."));
            Files.write(path, file.getValue());
        }
    }

    private static void writeLedger(
            long seed, List<Campaign.Planted> planted, List<LoadRow> rows, Path file)
            throws IOException {
        Map<String, Long> records = new TreeMap<>();
        rows.forEach(row -> records.merge(row.source(), 1L, Long::sum));
        long last = rows.stream().mapToLong(LoadRow::writeTime).max().orElse(0);
        ObjectNode header = JSON.createObjectNode();
        header.put("ledger", "touchline-load").put("seed", seed).put("rows", rows.size());
        header.put("first", rows.stream().mapToLong(LoadRow::writeTime).min().orElse(0));
        header.put("last", last).put("tick", last + TICK_MILLIS);
        header.set("records", JSON.valueToTree(records));
        List<String> lines = new ArrayList<>(List.of(header.toString()));
        for (Campaign.Planted chain : planted) {
            ObjectNode line = JSON.createObjectNode();
            line.put("from", chain.from().toString()).put("until", chain.until().toString());
            line.put("mailbox", chain.mailbox()).put("sender", chain.sender());
            line.put("laptop", chain.laptop()).put("laptop_address", chain.laptopAddress());
            line.put("tunnel", chain.tunnel()).put("server", chain.server());
            line.put("server_address", chain.serverAddress());
            lines.add(line.put("controller", chain.controller()).toString());
        }
        Files.write(file, lines);
    }
}
