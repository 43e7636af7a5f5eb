// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.touchline.jobs.benchmark.BeaconPairs.Pair;
import io.touchline.jobs.evaluate.Detect;
import io.touchline.jobs.evaluate.Evaluation;
import io.touchline.jobs.evaluate.Figure;
import io.touchline.jobs.evaluate.Outcome;
import io.touchline.jobs.evaluate.Replay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Recorded beacons: what {@code detect} finds in RITA's captures, and what the detector says of
 * known pairs by themselves.
 */
public final class RitaEvaluation implements Evaluation {
    private static final String FOLDER = "network/rita";

    /** One capture, and what is known of hosts in it. */
    private record Capture(String name, String http, Map<String, Boolean> beacons) {}

    private static final List<Capture> CAPTURES =
            List.of(
                    new Capture(
                            "proxy",
                            "http.log",
                            Map.of("www.honestimnotevil.com", true, "www.google.com", false)),
                    new Capture(
                            "valid_tsv",
                            "http.log.gz",
                            Map.of(
                                    "www.alexa.com",
                                    false,
                                    "tile-service.weather.microsoft.com",
                                    false)));

    /** A client and a host that a finding says is called by the clock. */
    private record Found(String entity, String host, double bits, double ownBits, int findings) {
        static final Comparator<Found> BY_BITS =
                Comparator.comparingDouble(Found::bits)
                        .thenComparingDouble(Found::ownBits)
                        .reversed()
                        .thenComparing(Found::entity)
                        .thenComparing(Found::host);

        Found and(Found other) {
            return new Found(
                    entity,
                    host,
                    Math.max(bits, other.bits),
                    Math.max(ownBits, other.ownBits),
                    findings + other.findings);
        }
    }

    private final Detect detect;

    public RitaEvaluation(Detect detect) {
        this.detect = detect;
    }

    @Override
    public String name() {
        return "rita";
    }

    @Override
    public String says() {
        return "recorded beacons: what detect finds in the captures of network/rita";
    }

    @Override
    public Outcome of(List<Path> data) {
        Path rita = Replay.folder(name(), data, FOLDER);
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("evaluation", name());
        StringBuilder hosts =
                new StringBuilder(
                        "| capture | host | a beacon | clients | best rank | bits"
                                + " | z of gaps | bits of gaps |\n|---|---|---|---|---|---|---|---|\n");
        StringBuilder found =
                new StringBuilder(
                        "\n| capture | rank | client | host | bits | bits before peers"
                                + " and calibration |\n|---|---|---|---|---|---|\n");
        for (Capture capture : CAPTURES) {
            Path folder = rita.resolve(capture.name);
            List<Found> ranking = ranking(Replay.of(detect, List.of(folder), Map.of()));
            List<Pair> pairs =
                    BeaconPairs.of(folder.resolve(capture.http), capture.beacons.keySet());
            ObjectNode node = root.putObject(capture.name);
            json(node, ranking, pairs);
            for (String host : new TreeMap<>(capture.beacons).keySet()) {
                hosts.append(row(capture, host, ranking, pairs, node.withObject("/hosts")));
            }
            for (int i = 0; i < ranking.size(); i++) {
                Found it = ranking.get(i);
                found.append(
                        String.format(
                                Locale.ROOT,
                                "| %s | %d | %s | %s | %.1f | %.1f |%n",
                                capture.name,
                                i + 1,
                                it.entity,
                                it.host,
                                it.bits,
                                it.ownBits));
            }
        }
        return new Outcome(hosts.append(found).toString(), root.toString());
    }

    /** Pairs that are called beacons, the best of their findings each. */
    private static List<Found> ranking(Replay replay) {
        Map<String, Found> best = new TreeMap<>();
        for (JsonNode finding : replay.findings()) {
            if (finding.path("detector").asText().equals("beaconing")) {
                Found found =
                        new Found(
                                id(finding.path("entity").asText()),
                                id(finding.path("peer").asText()),
                                finding.path("surprise_bits").asDouble(),
                                finding.path("parts").path("own").asDouble(),
                                1);
                best.merge(found.entity + ' ' + found.host, found, Found::and);
            }
        }
        List<Found> ranking = new ArrayList<>(best.values());
        ranking.sort(Found.BY_BITS);
        return ranking;
    }

    /** Of a key {@code kind:site:id}. */
    private static String id(String key) {
        return key.substring(key.indexOf(':', key.indexOf(':') + 1) + 1);
    }

    private static void json(ObjectNode node, List<Found> ranking, List<Pair> pairs) {
        ArrayNode found = node.putArray("found");
        for (Found it : ranking) {
            found.addObject()
                    .put("client", it.entity)
                    .put("host", it.host)
                    .put("bits", Figure.rounded(it.bits))
                    .put("own_bits", Figure.rounded(it.ownBits))
                    .put("findings", it.findings);
        }
        ArrayNode scored = node.putArray("pairs");
        for (Pair pair : pairs) {
            scored.addObject()
                    .put("client", pair.client())
                    .put("host", pair.host())
                    .put("contacts", pair.contacts())
                    .put("z", Figure.rounded(pair.z()))
                    .put("bits", Figure.rounded(pair.bits()));
        }
    }

    private static String row(
            Capture capture, String host, List<Found> ranking, List<Pair> pairs, ObjectNode json) {
        List<Found> named = ranking.stream().filter(it -> it.host.equals(host)).toList();
        List<Pair> own = pairs.stream().filter(it -> it.host().equals(host)).toList();
        Integer rank = named.isEmpty() ? null : ranking.indexOf(named.get(0)) + 1;
        Double bits = named.isEmpty() ? null : named.get(0).bits;
        boolean beacon = capture.beacons.getOrDefault(host, false);
        json.putObject(host)
                .put("beacon", beacon)
                .put("rank", rank)
                .put("bits", bits == null ? null : Figure.rounded(bits));
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %d | %s | %s | %s | %s |%n",
                capture.name,
                host,
                beacon ? "yes" : "no",
                Set.copyOf(own.stream().map(Pair::client).toList()).size(),
                rank == null ? "not found" : rank.toString(),
                bits == null ? "-" : String.format(Locale.ROOT, "%.1f", bits),
                range(own.stream().mapToDouble(Pair::z).toArray()),
                range(own.stream().mapToDouble(Pair::bits).toArray()));
    }

    /** From the least to the most; one number where there is but one. */
    private static String range(double[] values) {
        if (values.length == 0) {
            return "-";
        }
        double least = Arrays.stream(values).min().orElseThrow();
        double most = Arrays.stream(values).max().orElseThrow();
        return least == most
                ? String.format(Locale.ROOT, "%.1f", least)
                : String.format(Locale.ROOT, "%.1f to %.1f", least, most);
    }
}
