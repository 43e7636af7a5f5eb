// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs;

import static io.touchline.testkit.FindingFixtures.finding;
import static io.touchline.testkit.TelemetryFixtures.ACCOUNT;
import static io.touchline.testkit.TelemetryFixtures.CONTROLLER;
import static io.touchline.testkit.TelemetryFixtures.HISTORIAN;
import static io.touchline.testkit.TelemetryFixtures.MAILBOX;
import static io.touchline.testkit.TelemetryFixtures.OUTSIDE;
import static io.touchline.testkit.TelemetryFixtures.SERVER;
import static io.touchline.testkit.TelemetryFixtures.WORKSTATION;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.jobs.local.PipeSink;
import io.touchline.jobs.local.PipeSource;
import io.touchline.operators.lineage.LineageOptions;
import io.touchline.schemas.AvroFrames;
import io.touchline.schemas.Stage;
import io.touchline.schemas.Zone;
import io.touchline.schemas.avro.Finding;
import io.touchline.schemas.avro.FindingMessage;
import io.touchline.schemas.avro.Incident;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The golden chain in any interleaving, with late legs, and the stories that only come near it. */
class CorrelationJobITCase {
    private static final String STORY = "phish-to-controller";

    @TempDir Path folder;

    // mail 0:00 -> tunnel 0:10 -> move 1:00 -> read 2:00 -> write 2:20
    private static List<Finding> story() {
        return new ArrayList<>(
                List.of(
                        mail(T0),
                        tunnel(T0 + 10 * MINUTE),
                        move(T0 + HOUR),
                        read(T0 + 2 * HOUR),
                        write(T0 + 2 * HOUR + 20 * MINUTE)));
    }

    private static Finding mail(long when) {
        return finding("mail")
                .at(Stage.DELIVERY)
                .on(MAILBOX)
                .reachedBy(OUTSIDE)
                .linkedTo(ACCOUNT)
                .when(when)
                .build();
    }

    private static Finding tunnel(long when) {
        return finding("tunnel")
                .at(Stage.COMMAND_AND_CONTROL)
                .on(WORKSTATION)
                .reaching(OUTSIDE)
                .linkedTo(ACCOUNT, MAILBOX)
                .when(when)
                .build();
    }

    private static Finding move(long when) {
        return finding("move")
                .at(Stage.LATERAL_MOVEMENT)
                .on(WORKSTATION)
                .reaching(SERVER)
                .linkedTo(ACCOUNT, MAILBOX)
                .when(when)
                .build();
    }

    private static Finding read(long when) {
        return ot("read", Stage.OT_ACCESS, SERVER, "read", 1, when);
    }

    private static Finding write(long when) {
        return ot("write", Stage.OT_IMPACT, SERVER, "write", 2, when);
    }

    private static Finding ot(
            String id, Stage stage, String master, String action, double weight, long when) {
        return finding(id)
                .at(stage)
                .on(CONTROLLER)
                .reachedBy(master)
                .zones(Zone.OT_CONTROL, Zone.CORPORATE)
                .doing(action, weight)
                .when(when)
                .build();
    }

    @Test
    void theWholeStoryIsOneIncident() throws Exception {
        Map<String, Incident> incidents = latest(run(story()));

        assertThat(incidents).hasSize(1);
        Incident incident = incidents.values().iterator().next();
        assertThat(incident.getPattern()).isEqualTo(STORY);
        assertThat(incident.getSteps()).hasSize(5);
        assertThat(incident.getEntities().stream().map(e -> e.getKey()))
                .contains(MAILBOX, WORKSTATION, SERVER, CONTROLLER);
        assertThat(incident.getSuppressed()).isNull();
        assertThat(incident.getConsequence()).isEqualTo("life-safety");
    }

    @Test
    void theOrderInWhichItBecameKnownDoesNotMatter() throws Exception {
        Random random = new Random(20);
        for (int round = 0; round < 6; round++) {
            List<Finding> mixed = new ArrayList<>();
            for (Finding step : story()) {
                // known up to two hours after it happened, in any order
                long late = random.nextInt(120) * MINUTE;
                mixed.add(
                        Finding.newBuilder(step)
                                .setKnownAt(step.getTime().plusMillis(late))
                                .build());
            }
            List<Incident> revisions = run(mixed);
            Map<String, Incident> incidents = latest(revisions);
            assertThat(incidents).as("round " + round).hasSize(1);
            Incident incident = incidents.values().iterator().next();
            assertThat(incident.getPattern()).as(told(mixed, revisions)).isEqualTo(STORY);
            assertThat(incident.getSteps().stream().map(s -> s.getFindingId()))
                    .containsExactly("mail", "tunnel", "move", "read", "write");
        }
    }

    @Test
    void aMailTold90MinutesLateRevisesTheIncidentUnderItsId() throws Exception {
        List<Finding> findings = story();
        findings.set(
                0,
                Finding.newBuilder(findings.get(0))
                        .setKnownAt(findings.get(4).getKnownAt().plusMillis(90 * MINUTE))
                        .build());
        List<Incident> revisions = run(findings);

        assertThat(revisions.stream().map(Incident::getIncidentId).distinct()).hasSize(1);
        Incident before = revisions.get(revisions.size() - 2);
        Incident after = revisions.get(revisions.size() - 1);
        assertThat(before.getPattern()).isEqualTo("it-to-ot");
        assertThat(after.getPattern()).isEqualTo(STORY);
        assertThat(after.getRevision()).isGreaterThan(before.getRevision());
        assertThat(after.getSteps()).hasSize(5);
    }

    @Test
    void revisionsOfOneIncidentGrowAndNoneIsEmittedTwice() throws Exception {
        List<Incident> revisions = run(story());
        List<Long> numbers = revisions.stream().map(Incident::getRevision).toList();
        assertThat(numbers).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void aFindingWrittenTwiceChangesNothing() throws Exception {
        List<Finding> twice = story();
        twice.addAll(story());
        assertThat(run(twice)).isEqualTo(run(story()));
    }

    @Test
    void theStoryMinusOneStageIsNotTheStory() throws Exception {
        for (int missing : new int[] {0, 1, 2}) {
            List<Finding> partial = story();
            String without = partial.remove(missing).getFindingId();
            for (Incident incident : latest(run(partial)).values()) {
                assertThat(incident.getPattern()).as("without " + without).isNotEqualTo(STORY);
            }
        }
        List<Finding> noController = story().subList(0, 3);
        for (Incident incident : latest(run(noController)).values()) {
            assertThat(incident.getPattern()).isEqualTo("mail-to-foothold");
            assertThat(incident.getConsequence()).isNotEqualTo("life-safety");
        }
    }

    @Test
    void theStepsInAnotherOrderAreNotTheStory() throws Exception {
        // the controller is written to before the mail comes
        List<Finding> reversed =
                List.of(write(T0), move(T0 + HOUR), tunnel(T0 + 2 * HOUR), mail(T0 + 3 * HOUR));
        for (Incident incident : latest(run(reversed)).values()) {
            assertThat(incident.getPattern()).isNotEqualTo(STORY).isNotEqualTo("it-to-ot");
        }
    }

    @Test
    void anotherServerAtTheControllerIsAnotherStory() throws Exception {
        List<Finding> findings = story().subList(0, 3);
        List<Finding> all = new ArrayList<>(findings);
        all.add(ot("write", Stage.OT_IMPACT, HISTORIAN, "write", 2, T0 + 3 * HOUR));

        Map<String, Incident> incidents = latest(run(all));

        assertThat(incidents).hasSize(2);
        assertThat(incidents.values()).noneMatch(i -> i.getPattern().equals(STORY));
    }

    @Test
    void stepsFurtherApartThanSuspicionLastsAreNotTheStory() throws Exception {
        List<Finding> slow =
                List.of(mail(T0), tunnel(T0 + 4 * DAY), move(T0 + 8 * DAY), write(T0 + 12 * DAY));
        assertThat(latest(run(slow)).values()).noneMatch(i -> i.getPattern().equals(STORY));
    }

    @Test
    void aLonelySurpriseIsAnIncidentOnlyIfItsEvidenceIsAThousandfold() throws Exception {
        Finding weaker = Finding.newBuilder(tunnel(T0)).setPValue(8e-6).build();
        Finding enough = Finding.newBuilder(tunnel(T0)).setPValue(6e-6).build();

        assertThat(run(List.of(weaker))).isEmpty();
        assertThat(run(List.of(mail(T0)))).isEmpty();
        assertThat(run(List.of(enough)))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.getSuppressed()).isNull());
    }

    /** For the message of a failure: when what was known, and what was said of it. */
    private static String told(List<Finding> findings, List<Incident> revisions) {
        StringBuilder out = new StringBuilder();
        for (Finding finding : findings) {
            out.append(finding.getFindingId())
                    .append(' ')
                    .append(finding.getKnownAt())
                    .append('\n');
        }
        for (Incident incident : revisions) {
            out.append(incident.getIncidentId(), 0, 8)
                    .append(' ')
                    .append(incident.getRevision() - T0)
                    .append(' ')
                    .append(incident.getState())
                    .append(' ')
                    .append(incident.getPattern())
                    .append(' ')
                    .append(incident.getMergedInto())
                    .append(' ')
                    .append(incident.getSteps().stream().map(s -> s.getFindingId()).toList())
                    .append('\n');
        }
        return out.toString();
    }

    private static Map<String, Incident> latest(List<Incident> revisions) {
        Map<String, Incident> latest = new TreeMap<>();
        for (Incident incident : revisions) {
            latest.merge(
                    incident.getIncidentId(),
                    incident,
                    (a, b) -> a.getRevision() > b.getRevision() ? a : b);
        }
        latest.values().removeIf(incident -> incident.getMergedInto() != null);
        return latest;
    }

    /** Through the pipe, as the laptop runs it: findings by known time, then their progress. */
    private List<Incident> run(List<Finding> findings) throws Exception {
        Path pipe = Files.createTempFile(folder, "findings", ".pipe");
        writePipe(pipe, findings);
        Configuration options = new Configuration();
        options.setString("pipeline.auto-generate-uids", "false");
        options.setString("pipeline.generic-types", "false");
        options.setString("restart-strategy.type", "none");
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(1, options);
        CorrelationJob.Outputs out =
                CorrelationJob.define(
                        new CorrelationJob.Inputs(
                                env.fromSource(
                                                new PipeSource(pipe),
                                                WatermarkStrategy.noWatermarks(),
                                                "findings-source",
                                                TypeInformation.of(FindingMessage.class))
                                        .setParallelism(1)
                                        .uid(Uids.FINDINGS_SOURCE)),
                        LineageOptions.defaults());
        out.responses().sinkTo(new DiscardingSink<>()).uid(Uids.RESPONSES_SINK);
        List<Incident> incidents = new ArrayList<>();
        CloseableIterator<Incident> collected = collect(out, env);
        try (collected) {
            collected.forEachRemaining(incidents::add);
        }
        incidents.sort(Comparator.comparingLong(Incident::getRevision));
        return incidents;
    }

    private static CloseableIterator<Incident> collect(
            CorrelationJob.Outputs out, StreamExecutionEnvironment env) throws Exception {
        CloseableIterator<Incident> collected = out.incidents().collectAsync();
        env.getTransformations()
                .get(env.getTransformations().size() - 1)
                .setUid(Uids.INCIDENTS_SINK);
        env.executeAsync("correlation");
        return collected;
    }

    private static void writePipe(Path pipe, List<Finding> findings) throws IOException {
        AvroFrames<FindingMessage> frames = new AvroFrames<>(FindingMessage.class);
        long last = 0;
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(pipe))) {
            for (Finding finding :
                    findings.stream().sorted(Comparator.comparing(Finding::getKnownAt)).toList()) {
                last = finding.getKnownAt().toEpochMilli();
                frame(out, frames, "FINDING", finding, last);
                frame(out, frames, "PROGRESS", null, last);
            }
            frame(out, frames, "PROGRESS", null, last + 90 * MINUTE);
        }
        PipeSink.end(pipe);
    }

    private static void frame(
            DataOutputStream out,
            AvroFrames<FindingMessage> frames,
            String kind,
            Finding finding,
            long watermark)
            throws IOException {
        byte[] bytes =
                frames.encode(
                        FindingMessage.newBuilder()
                                .setKind(kind)
                                .setSite("venue")
                                .setFinding(finding)
                                .setGeneration(0)
                                .setPartition(0)
                                .setWatermark(watermark)
                                .build());
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
