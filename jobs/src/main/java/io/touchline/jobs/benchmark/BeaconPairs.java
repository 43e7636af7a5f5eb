// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.benchmark;

import io.touchline.jobs.evaluate.ZeekRows;
import io.touchline.operators.beaconing.BeaconDetector;
import io.touchline.operators.beaconing.BeaconScores;
import io.touchline.operators.beaconing.Gaps;
import io.touchline.operators.beaconing.Rhythm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the detector says of recorded requests of one client to one host, and of nothing else. */
final class BeaconPairs {
    /**
     * @param contacts requests
     * @param z standard score of all gaps: how much more regular than chance
     * @param bits the most of any look, costs paid
     */
    record Pair(String client, String host, int contacts, double z, double bits) {}

    private BeaconPairs() {}

    /** By host and client. */
    static List<Pair> of(Path zeekHttp, Set<String> hosts) {
        Map<String, Map<String, List<Long>>> contacts = new TreeMap<>();
        ZeekRows.read(
                zeekHttp,
                row -> {
                    String host = row.get("host");
                    if (hosts.contains(host)) {
                        contacts.computeIfAbsent(host, it -> new TreeMap<>())
                                .computeIfAbsent(row.get("id.orig_h"), it -> new ArrayList<>())
                                .add((long) (row.seconds() * 1000));
                    }
                });
        List<Pair> pairs = new ArrayList<>();
        contacts.forEach(
                (host, clients) ->
                        clients.forEach((client, times) -> pairs.add(pair(client, host, times))));
        return pairs;
    }

    private static Pair pair(String client, String host, List<Long> times) {
        times.sort(null);
        Rhythm rhythm = new Rhythm(0);
        times.forEach(when -> BeaconDetector.contact(rhythm, when, when));
        Gaps gaps = rhythm.fine;
        double dispersion = Math.log(gaps.sum / gaps.count) - gaps.sumLog / gaps.count;
        double z = gaps.count < 4 ? 0 : BeaconScores.regularity(gaps.count, dispersion);
        return new Pair(client, host, times.size(), z, BeaconSeries.bits(times));
    }
}
