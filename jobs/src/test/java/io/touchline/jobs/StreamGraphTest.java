// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.touchline.jobs.kafka.KafkaEnds;
import io.touchline.jobs.kafka.VenueWatch;
import io.touchline.operators.baseline.BaselineOperator;
import io.touchline.operators.books.BooksOperator;
import io.touchline.operators.calibration.CalibrationOperator;
import io.touchline.operators.coverage.CoverageOperator;
import io.touchline.operators.findings.FindingsOperator;
import io.touchline.operators.heartbeat.HeartbeatOperator;
import io.touchline.operators.identity.IdentityOperator;
import io.touchline.operators.incident.BudgetFunction;
import io.touchline.operators.incident.IncidentFunction;
import io.touchline.operators.incident.RepublishOperator;
import io.touchline.operators.ingest.DecodeOperator;
import io.touchline.operators.ingest.Frame;
import io.touchline.operators.lineage.LineageOperator;
import io.touchline.operators.lineage.LineageOptions;
import io.touchline.operators.order.OrderOperator;
import io.touchline.operators.outage.OutageOperator;
import io.touchline.operators.prevalence.PrevalenceOperator;
import io.touchline.operators.state.FrameSerializer;
import io.touchline.operators.state.VenueRowSerializer;
import io.touchline.operators.tables.GroupTablesFunction;
import io.touchline.operators.tables.SharedTable;
import io.touchline.operators.venue.VenueRow;
import io.touchline.schemas.avro.Finding;
import io.touchline.schemas.avro.FindingMessage;
import io.touchline.schemas.avro.Incident;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** Both topologies under the strict flags; what affects a savepoint is a visible diff. */
class StreamGraphTest {
    private static final List<Class<?>> ROOMS =
            List.of(
                    DecodeOperator.class,
                    IdentityOperator.class,
                    OrderOperator.class,
                    GroupTablesFunction.class,
                    BaselineOperator.class,
                    PrevalenceOperator.class,
                    CalibrationOperator.class,
                    CoverageOperator.class,
                    OutageOperator.class,
                    FindingsOperator.class,
                    BooksOperator.class,
                    LineageOperator.class,
                    IncidentFunction.class,
                    BudgetFunction.class,
                    RepublishOperator.class,
                    HeartbeatOperator.class,
                    VenueWatch.class);
    private static final Path GOLDEN = Path.of("src/test/resources/uids.txt");

    @Test
    void buildsBothJobsWithoutGeneratedUidsAndGenericTypes() {
        assertThat(nodes(detection())).isNotEmpty();
        assertThat(nodes(correlation())).isNotEmpty();
    }

    @Test
    void keepsEveryUidThatWasReleased() throws Exception {
        List<String> now = new ArrayList<>();
        uids(detection()).forEach((uid, name) -> now.add("detection " + uid + " = " + name));
        uids(correlation(KafkaEnds::republished))
                .forEach((uid, name) -> now.add("correlation " + uid + " = " + name));
        for (Class<?> room : ROOMS) {
            now.add("state of " + room.getSimpleName() + " = " + states(room));
        }
        if (System.getProperty("touchline.write-docs") != null) {
            Files.write(GOLDEN, now);
        }

        assertThat(now)
                .as("uids are part of every savepoint: write a changed list to " + GOLDEN)
                .isEqualTo(Files.readAllLines(GOLDEN));
    }

    @Test
    void aTrainedSavepointHoldsEveryRoomOfDetection() {
        Set<String> ends =
                Set.of(
                        Uids.FRAMES,
                        Uids.CONTROL,
                        Uids.VENUE,
                        Uids.VENUE_ROWS, // has no state
                        Uids.FINDINGS_SINK,
                        Uids.DEAD_LETTERS_SINK,
                        Uids.BOOKS_SINK);

        // a room that is not on the list would lose what it learnt without a word
        assertThat(uids(detection()).keySet().stream().filter(uid -> !ends.contains(uid)))
                .containsExactlyInAnyOrderElementsOf(Uids.DETECTION_ROOMS);
    }

    @Test
    void refusesAnOperatorWithoutUid() {
        StreamExecutionEnvironment env = strict();
        env.fromData(List.of("a"), TypeInformation.of(String.class))
                .uid("source")
                .map(String::length)
                .sinkTo(new DiscardingSink<>())
                .uid("sink");

        assertThatThrownBy(() -> nodes(env)).hasMessageContaining("UID");
    }

    @Test
    void readmeShowsTheRoomsInDataOrder() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        String graph =
                readme.substring(
                        readme.indexOf("```mermaid"),
                        readme.indexOf("```", readme.indexOf("```mermaid") + 3));
        List<String> shown = new ArrayList<>();
        Matcher node = Pattern.compile("\\[\"?([a-z-]+)\"?\\]").matcher(graph);
        while (node.find()) {
            if (!shown.contains(node.group(1))) {
                shown.add(node.group(1));
            }
        }
        List<String> rooms = new ArrayList<>(rooms(detection()));
        rooms.addAll(rooms(correlation()));

        assertThat(shown).containsAll(rooms);
        assertThat(shown.stream().filter(rooms::contains).toList())
                .containsSubsequence("decode", "identity", "order", "baseline", "prevalence")
                .containsSubsequence(
                        "calibration", "findings", "lineage", "incident", "budget", "response");
    }

    /** Names of the states that a room keeps, in order of declaration. */
    private static List<String> states(Class<?> room) throws IllegalAccessException {
        List<String> names = new ArrayList<>();
        for (Field field : room.getDeclaredFields()) {
            if (StateDescriptor.class.isAssignableFrom(field.getType())) {
                field.setAccessible(true);
                names.add(((StateDescriptor<?, ?>) field.get(null)).getName());
            }
        }
        return names;
    }

    private static List<String> rooms(StreamExecutionEnvironment env) {
        return nodes(env).stream()
                .map(StreamNode::getOperatorName)
                .map(name -> name.startsWith("Source: ") ? name.substring(8) : name)
                .filter(name -> !name.contains("Sink") && !name.equals("control"))
                .distinct()
                .toList();
    }

    private static TreeMap<String, String> uids(StreamExecutionEnvironment env) {
        TreeMap<String, String> uids = new TreeMap<>();
        for (StreamNode node : nodes(env)) {
            if (node.getTransformationUID() != null) {
                uids.put(node.getTransformationUID(), node.getOperatorName());
            }
        }
        return uids;
    }

    private static List<StreamNode> nodes(StreamExecutionEnvironment env) {
        return env.getStreamGraph(false).getStreamNodes().stream()
                .sorted((a, b) -> Integer.compare(a.getId(), b.getId()))
                .toList();
    }

    private static StreamExecutionEnvironment detection() {
        StreamExecutionEnvironment env = strict();
        DataStream<Frame> frames =
                env.fromData(
                                List.of(new Frame("t", 0, 0, 0, "", new byte[0], false)),
                                FrameSerializer.TYPE)
                        .name("frames")
                        .uid(Uids.FRAMES);
        DataStream<SharedTable> control =
                env.fromData(
                                List.of(SharedTable.phase("LIVE", 0, 1)),
                                TypeInformation.of(SharedTable.class))
                        .name("control")
                        .uid(Uids.CONTROL);
        DataStream<VenueRow> venue =
                env.fromData(List.of(VenueRow.first("")), VenueRowSerializer.TYPE)
                        .name("venue")
                        .uid(Uids.VENUE);
        DetectionJob.Outputs out =
                DetectionJob.define(
                        new DetectionJob.Inputs(frames, control, venue, false),
                        DetectionOptions.defaults());
        out.findings().sinkTo(new DiscardingSink<>()).uid(Uids.FINDINGS_SINK);
        out.deadLetters().sinkTo(new DiscardingSink<>()).uid(Uids.DEAD_LETTERS_SINK);
        out.books().sinkTo(new DiscardingSink<>()).uid(Uids.BOOKS_SINK);
        return env;
    }

    private static StreamExecutionEnvironment correlation() {
        return correlation(incidents -> incidents);
    }

    private static StreamExecutionEnvironment correlation(
            UnaryOperator<DataStream<Incident>> beforeTheSink) {
        StreamExecutionEnvironment env = strict();
        DataStream<FindingMessage> findings =
                env.fromData(List.of(message(null)), TypeInformation.of(FindingMessage.class))
                        .name("findings-source")
                        .uid(Uids.FINDINGS_SOURCE);
        CorrelationJob.Outputs out =
                CorrelationJob.define(
                        new CorrelationJob.Inputs(findings), LineageOptions.defaults());
        beforeTheSink
                .apply(out.incidents())
                .sinkTo(new DiscardingSink<>())
                .uid(Uids.INCIDENTS_SINK);
        out.responses().sinkTo(new DiscardingSink<>()).uid(Uids.RESPONSES_SINK);
        return env;
    }

    private static FindingMessage message(Finding finding) {
        return FindingMessage.newBuilder()
                .setKind("PROGRESS")
                .setSite("venue")
                .setFinding(finding)
                .setGeneration(0)
                .setPartition(0)
                .setWatermark(0)
                .build();
    }

    private static StreamExecutionEnvironment strict() {
        Configuration options = new Configuration();
        options.setString("pipeline.auto-generate-uids", "false");
        options.setString("pipeline.generic-types", "false");
        options.setString("pipeline.max-parallelism", "720");
        return StreamExecutionEnvironment.createLocalEnvironment(1, options);
    }
}
