// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.jobs.files.ArchiveManifest;
import io.touchline.jobs.files.ArchiveOptions;
import io.touchline.jobs.files.ArchiveReader;
import io.touchline.jobs.files.Progress;
import io.touchline.jobs.files.SortedArchive;
import io.touchline.operators.baseline.BaselineOperator;
import io.touchline.operators.baseline.BaselineOptions;
import io.touchline.operators.baseline.EntityBaseline;
import io.touchline.operators.baseline.EntityBaselineSerializer;
import io.touchline.operators.calibration.Candidate;
import io.touchline.operators.identity.Binding;
import io.touchline.operators.identity.IdentityOperator;
import io.touchline.operators.identity.IdentityOptions;
import io.touchline.operators.identity.IdentityRow;
import io.touchline.operators.ingest.DeadLetter;
import io.touchline.operators.ingest.DecodeOptions;
import io.touchline.operators.ingest.DecodeOutput;
import io.touchline.operators.ingest.Frame;
import io.touchline.operators.ingest.FrameDecoder;
import io.touchline.operators.logs.Event;
import io.touchline.operators.tables.SharedTable;
import io.touchline.operators.venue.VenueReader;
import io.touchline.operators.venue.VenueRow;
import io.touchline.schemas.Interaction;
import io.touchline.simulator.Simulation;
import io.touchline.simulator.venue.Size;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Bytes per entity after the demo's match day: bounded state is a promise. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FootprintTest {
    private static final int ENTITY = 1_126; // 1.1 KB
    private static final int VISITOR = 128;

    @TempDir static Path folder;
    private final Map<String, EntityBaseline> baselines = new HashMap<>();

    @BeforeAll
    void liveThroughTheMatchDay() throws Exception {
        SmallVenue.simulation(7, Simulation.DAYS).write(folder.resolve("telemetry"));
        List<Interaction> interactions = identified(folder.resolve("telemetry"));
        try (KeyedTwoInputStreamOperatorTestHarness<String, Interaction, SharedTable, Candidate>
                baseline =
                        new KeyedTwoInputStreamOperatorTestHarness<>(
                                new BaselineOperator(BaselineOptions.defaults()),
                                Interaction::entity,
                                SharedTable::key,
                                Types.STRING)) {
            baseline.open();
            long last = 0;
            for (Interaction interaction : interactions) {
                last = Math.max(last, interaction.writeTime());
                baseline.processElement1(new StreamRecord<>(interaction, interaction.writeTime()));
            }
            baseline.processBothWatermarks(new Watermark(last));
            read(baseline.getOperator().getKeyedStateBackend());
        }
    }

    private void read(KeyedStateBackend<String> backend) throws Exception {
        ValueStateDescriptor<EntityBaseline> descriptor =
                new ValueStateDescriptor<>("entity-baseline", EntityBaselineSerializer.TYPE);
        List<String> keys;
        try (Stream<String> all = backend.getKeys("entity-baseline", VoidNamespace.INSTANCE)) {
            keys = all.toList();
        }
        for (String key : keys) {
            backend.setCurrentKey(key);
            baselines.put(
                    key,
                    backend.getPartitionedState(
                                    VoidNamespace.INSTANCE,
                                    VoidNamespaceSerializer.INSTANCE,
                                    descriptor)
                            .value());
        }
    }

    @Test
    void aBaselineTakesAtMostElevenHundredBytes() throws IOException {
        List<Integer> sizes = new ArrayList<>();
        for (EntityBaseline baseline : baselines.values()) {
            sizes.add(size(baseline));
        }
        sizes.sort(null);
        assertThat(sizes).hasSizeGreaterThan(500);
        int p99 = sizes.get((int) Math.ceil(sizes.size() * 0.99) - 1);
        assertThat(p99).as("99th percentile of %d entities", sizes.size()).isLessThan(ENTITY);
        assertThat(sizes.get(sizes.size() - 1)).as("largest").isLessThan(2 * ENTITY);
    }

    @Test
    void aVisitorTakesAtMost128Bytes() throws IOException {
        int visitors = 0;
        for (EntityBaseline baseline : baselines.values()) {
            if (baseline.isTransient()) {
                visitors++;
                assertThat(size(baseline)).isLessThanOrEqualTo(VISITOR);
            }
        }
        assertThat(visitors).isEqualTo(Size.SMALL.visitors());
    }

    private static int size(EntityBaseline baseline) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1024);
        EntityBaselineSerializer.INSTANCE.serialize(baseline, out);
        return out.length();
    }

    /** The day's interactions with their entities, through the real decoder and identity. */
    private static List<Interaction> identified(Path telemetry) throws Exception {
        ArchiveManifest archive =
                SortedArchive.prepare(
                        List.of(telemetry),
                        folder.resolve("archive"),
                        ArchiveOptions.defaults(),
                        Progress.NONE);
        List<Interaction> raw = new ArrayList<>();
        List<Binding> bindings = new ArrayList<>();
        FrameDecoder decoder =
                new FrameDecoder(
                        new DecodeOptions(
                                "venue",
                                10_000,
                                300_000,
                                DecodeOptions.defaults().ownNetworks(),
                                Set.of(),
                                List.of(),
                                List.of(),
                                "",
                                false));
        try (ArchiveReader reader = new ArchiveReader(archive)) {
            for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
                decoder.decode(
                        frame,
                        new DecodeOutput() {
                            @Override
                            public void event(Event event) {
                                raw.addAll(event.interactions());
                                bindings.addAll(event.bindings());
                            }

                            @Override
                            public void dead(DeadLetter letter) {
                                throw new AssertionError(letter.detail());
                            }
                        });
            }
        }
        try (TwoInputStreamOperatorTestHarness<Interaction, IdentityRow, Interaction> identity =
                new TwoInputStreamOperatorTestHarness<>(
                        new IdentityOperator(IdentityOptions.defaults(), VenueReader.none()))) {
            identity.open();
            identity.processElement2(new StreamRecord<>(IdentityRow.of(VenueRow.first(""))));
            for (Binding binding : bindings) {
                identity.processElement2(
                        new StreamRecord<>(IdentityRow.of(binding), binding.writeTime()));
            }
            identity.processWatermark2(new Watermark(Long.MAX_VALUE - 1));
            for (Interaction interaction : raw) {
                identity.processElement1(new StreamRecord<>(interaction, interaction.writeTime()));
            }
            return identity.extractOutputValues();
        }
    }
}
