// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise of docs/evaluate.md: train once, play seeds from there, evaluate what stays. */
class PlayITCase {
    @TempDir Path folder;

    @Test
    void playsFromWhatWasTrainedAndKeepsWhatEvaluateNeeds() throws Exception {
        String past = folder.resolve("past").toString();
        String trained = folder.resolve("trained").toString();
        String runs = folder.resolve("runs").toString();
        run(
                "simulate --scenario none --seed 0 --days 3 --without-last 2 --output".split(" "),
                past);
        run(("backfill --input " + past + " --output").split(" "), trained);
        String[] play =
                ("play --scenario none --seeds 3 --from " + trained + " --output").split(" ");
        run(play, runs);

        Path run = folder.resolve("runs/none-small-3");
        assertThat(run.resolve("telemetry")).doesNotExist();
        assertThat(run).isDirectoryContaining(file -> file.endsWith("ledger.jsonl"));
        run("evaluate matchday --data".split(" "), runs);

        FileTime before = Files.getLastModifiedTime(run.resolve("summary.json"));
        run(play, runs);
        assertThat(Files.getLastModifiedTime(run.resolve("summary.json"))).isEqualTo(before);
    }

    /** A scenario of which nothing fits is said and passed over. */
    @Test
    void playsIntoRecordedLogs() throws Exception {
        String recorded = folder.resolve("recorded").toString();
        run(
                "simulate --scenario none --days 2 --without-last 1 --output".split(" "),
                folder.resolve("all").toString());
        Files.createDirectories(folder.resolve("recorded"));
        for (String log : List.of("conn.log", "ssl.log", "dns.log")) {
            Files.move(folder.resolve("all/zeek").resolve(log), folder.resolve("recorded/" + log));
        }
        String play = "play --scenario account-takeover --scenario rogue-master --into ";
        run((play + recorded + " --output").split(" "), folder.resolve("runs").toString());

        assertThat(folder.resolve("runs/rogue-master-recorded-1/ledger.jsonl"))
                .content()
                .contains("left out: ");
        assertThat(folder.resolve("runs/account-takeover-recorded-1/ledger.jsonl")).doesNotExist();
    }

    private static void run(String[] words, String last) {
        String[] all = java.util.Arrays.copyOf(words, words.length + 1);
        all[words.length] = last;
        assertThat(Touchline.commandLine().execute(all)).as(String.join(" ", all)).isZero();
    }
}
