// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ledgers and outputs by hand: each line is written as the file would hold it. */
final class Written {
    /** 100 devices for 48 hours: 4,800 device-hours, with the third event on the second day. */
    static final String HEADER =
            """
            {"ledger":"touchline","version":2,"scenario":"phish","seed":7,"size":"small",\
            "site":"arena","start":"2026-05-15T00:00:00Z","end":"2026-05-17T00:00:00Z",\
            "devices":100,"weather":"fine","events":[{"number":3,"date":"2026-05-16",\
            "phases":[{"phase":"DOORS","from":"2026-05-16T12:00:00Z",\
            "until":"2026-05-16T14:00:00Z"}]}]}
            """;

    static final String DELIVERY =
            """
            {"kind":"stage","chain":"c1","step":1,"stage":"delivery",\
            "from":"2026-05-16T10:00:00Z","until":"2026-05-16T10:01:00Z","entities":[\
            {"role":"victim","kind":"mailbox","aliases":["anna.berg@arena.example"]},\
            {"role":"relay","kind":"server","aliases":["10.0.0.25"],"shared":true},\
            {"role":"sender","kind":"external","aliases":["203.0.113.77","nordhafen.example"]}],\
            "planted":"a mail","visible":true,"records":{"email/trace.jsonl":1},"ids":["m1"]}
            """;

    static final String HIDDEN_FOOTHOLD =
            """
            {"kind":"stage","chain":"c1","step":2,"stage":"foothold",\
            "from":"2026-05-16T10:05:00Z","until":"2026-05-16T10:06:00Z","entities":[\
            {"role":"victim","kind":"device","aliases":["10.1.4.14"]}],"visible":false}
            """;

    static final String TUNNEL =
            """
            {"kind":"stage","chain":"c1","step":3,"stage":"command-and-control",\
            "from":"2026-05-16T10:20:00Z","until":"2026-05-16T11:00:00Z","entities":[\
            {"role":"victim","kind":"device","aliases":["10.1.4.14","Ticketing-14"]},\
            {"role":"server","kind":"external","aliases":["198.51.100.9"]}],"visible":true}
            """;

    static final String WRITE =
            """
            {"kind":"stage","chain":"c1","step":4,"stage":"ot-impact",\
            "from":"2026-05-16T14:00:00Z","until":"2026-05-16T14:05:00Z","entities":[\
            {"role":"controller","kind":"device","aliases":["10.9.0.5"]}],"visible":true}
            """;

    /** Mail, hidden foothold, tunnel, write. */
    static final String LEDGER = HEADER + DELIVERY + HIDDEN_FOOTHOLD + TUNNEL + WRITE;

    static final String MAIL_STEP =
            step("10:00", "delivery", "mailbox:arena:anna.berg@arena.example", "");
    static final String TUNNEL_STEP =
            step(
                    "10:25",
                    "command-and-control",
                    "device:arena:10.1.4.14",
                    "external:arena:198.51.100.9|443");
    static final String WRITE_STEP =
            step("14:01", "ot-impact", "device:arena:10.9.0.5", "device:arena:10.1.4.77");
    static final String STRANGE_STEP =
            step("14:02", "discovery", "device:arena:10.1.4.99", "device:arena:10.1.4.98");

    private Written() {}

    /** At a time of 16 May; an empty peer is left out. */
    static String step(String time, String stage, String entity, String peer) {
        return "{\"finding_id\":\"f\",\"time\":\"2026-05-16T%s:00.000Z\",\"stage\":\"%s\","
                        .formatted(time, stage)
                + "\"entity\":\"%s\"%s}"
                        .formatted(entity, peer.isEmpty() ? "" : ",\"peer\":\"" + peer + "\"");
    }

    /**
     * @param known a time of 16 May, or a whole one
     * @param parts steps, and further fields with a comma behind each
     */
    static String incident(String id, int revision, String known, String... parts) {
        String at = known.length() > 5 ? known : "2026-05-16T" + known + ":00.000Z";
        String steps = joined(",", parts, part -> part.startsWith("{"));
        String more = joined("", parts, part -> !part.startsWith("{"));
        String score = more.contains("\"score\"") ? "" : "\"score\":50,";
        String regime = more.contains("\"regime\"") ? "" : "\"regime\":\"LIVE\",";
        return "{\"incident_id\":\"%s\",\"revision\":%d,\"known_at\":\"%s\",%s%s%s\"steps\":[%s]}\n"
                .formatted(id, revision, at, score, regime, more, steps);
    }

    private static String joined(String between, String[] parts, Predicate<String> which) {
        return Stream.of(parts).filter(which).collect(Collectors.joining(between));
    }

    /** A run folder: outputs, and the ledger in {@code telemetry} below. */
    static Path run(Path folder, String ledger, String incidents) {
        try {
            Files.createDirectories(folder.resolve("telemetry"));
            Files.writeString(folder.resolve("telemetry/ledger.jsonl"), ledger);
            Files.writeString(folder.resolve("incidents.jsonl"), incidents);
            Files.writeString(folder.resolve("findings.jsonl"), "");
            Files.writeString(folder.resolve("summary.json"), "{}");
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
