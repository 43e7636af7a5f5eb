// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.savepoints;

import static io.touchline.testkit.FindingFixtures.finding;
import static io.touchline.testkit.TelemetryFixtures.ACCOUNT;
import static io.touchline.testkit.TelemetryFixtures.CONTROLLER;
import static io.touchline.testkit.TelemetryFixtures.MAILBOX;
import static io.touchline.testkit.TelemetryFixtures.OUTSIDE;
import static io.touchline.testkit.TelemetryFixtures.SERVER;
import static io.touchline.testkit.TelemetryFixtures.SITE;
import static io.touchline.testkit.TelemetryFixtures.WORKSTATION;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.T0;

import io.touchline.jobs.local.PipeSink;
import io.touchline.schemas.AvroFrames;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Stage;
import io.touchline.schemas.Zone;
import io.touchline.schemas.avro.Finding;
import io.touchline.schemas.avro.FindingMessage;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From the mail to the controller, among findings on other machines; cut before the controller. */
final class GoldenStory {
    /** Findings known before the cut: every stage but the controller's. */
    static final int CUT = 23;

    private GoldenStory() {}

    static List<Finding> findings() {
        List<Finding> all =
                new ArrayList<>(
                        List.of(
                                finding("mail")
                                        .at(Stage.DELIVERY)
                                        .on(MAILBOX)
                                        .reachedBy(OUTSIDE)
                                        .linkedTo(ACCOUNT)
                                        .when(T0)
                                        .build(),
                                finding("tunnel")
                                        .linkedTo(ACCOUNT, MAILBOX)
                                        .when(T0 + 10 * MINUTE)
                                        .build(),
                                finding("move")
                                        .at(Stage.LATERAL_MOVEMENT)
                                        .on(WORKSTATION)
                                        .reaching(SERVER)
                                        .linkedTo(ACCOUNT, MAILBOX)
                                        .when(T0 + HOUR)
                                        .build(),
                                ot("read", Stage.OT_ACCESS, 1, T0 + 4 * HOUR),
                                ot("write", Stage.OT_IMPACT, 2, T0 + 5 * HOUR)));
        for (int i = 0; i < 30; i++) {
            all.add(
                    finding(String.format("noise-%02d", i))
                            .at(Stage.values()[i % 5])
                            .on(EntityKeys.device(SITE, "d" + i % 6))
                            .reaching(EntityKeys.device(SITE, "d" + i % 4))
                            .bits(10 + i % 7)
                            .when(T0 + i * 10 * MINUTE)
                            .build());
        }
        all.sort(Comparator.comparing(Finding::getKnownAt).thenComparing(Finding::getFindingId));
        return all;
    }

    private static Finding ot(String id, Stage stage, double weight, long when) {
        return finding(id)
                .at(stage)
                .on(CONTROLLER)
                .reachedBy(SERVER)
                .zones(Zone.OT_CONTROL, Zone.CORPORATE)
                .doing(id, weight)
                .when(when)
                .build();
    }

    /** The first {@code most} findings, each with its progress, and the end. */
    static Path pipe(Path file, int most) throws IOException {
        open(file, most);
        PipeSink.end(file);
        return file;
    }

    /** The same, but more may come. */
    static Path open(Path file, int most) throws IOException {
        AvroFrames<FindingMessage> frames = new AvroFrames<>(FindingMessage.class);
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            for (Finding finding : findings().stream().limit(most).toList()) {
                long known = finding.getKnownAt().toEpochMilli();
                write(out, frames, "FINDING", finding, known);
                write(out, frames, "PROGRESS", null, known);
            }
        }
        return file;
    }

    private static void write(
            DataOutputStream out,
            AvroFrames<FindingMessage> frames,
            String kind,
            @Nullable Finding finding,
            long watermark)
            throws IOException {
        byte[] bytes =
                frames.encode(
                        FindingMessage.newBuilder()
                                .setKind(kind)
                                .setSite(SITE)
                                .setFinding(finding)
                                .setGeneration(0)
                                .setPartition(0)
                                .setWatermark(watermark)
                                .build());
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
