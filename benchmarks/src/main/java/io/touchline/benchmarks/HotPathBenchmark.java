// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.benchmarks;

import io.touchline.operators.baseline.EntityBaseline;
import io.touchline.operators.baseline.EntityBaselineSerializer;
import io.touchline.operators.ingest.DeadLetter;
import io.touchline.operators.ingest.DecodeOptions;
import io.touchline.operators.ingest.DecodeOutput;
import io.touchline.operators.ingest.Frame;
import io.touchline.operators.ingest.FrameDecoder;
import io.touchline.operators.logs.Event;
import io.touchline.operators.novelty.NoveltyAttribute;
import io.touchline.operators.novelty.NoveltyState;
import io.touchline.operators.rate.BytesState;
import io.touchline.operators.rate.CountState;
import io.touchline.operators.rate.RateMetric;
import io.touchline.operators.state.InteractionSerializer;
import io.touchline.operators.tables.EntityClass;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Zone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What every record goes through: decoded once, an interaction written and read three times. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HotPathBenchmark {
    private static final int KNOWN = 32;

    private final DataOutputSerializer out = new DataOutputSerializer(2_048);
    private final DataInputDeserializer in = new DataInputDeserializer();
    private final FrameDecoder decoder = new FrameDecoder(DecodeOptions.defaults());
    private final Frame conn = conn();
    private final Interaction interaction = first(conn);
    private final EntityBaseline baseline = baseline();

    @Benchmark
    public Interaction decodeConn() {
        return first(conn);
    }

    @Benchmark
    public Interaction interactionThereAndBack() throws IOException {
        return thereAndBack(interaction, InteractionSerializer.INSTANCE);
    }

    @Benchmark
    public EntityBaseline baselineThereAndBack() throws IOException {
        return thereAndBack(baseline, EntityBaselineSerializer.INSTANCE);
    }

    private <T> T thereAndBack(T value, TypeSerializer<T> serializer) throws IOException {
        out.clear();
        serializer.serialize(value, out);
        in.setBuffer(out.getSharedBuffer(), 0, out.length());
        return serializer.deserialize(in);
    }

    private Interaction first(Frame frame) {
        List<Interaction> decoded = new ArrayList<>(2);
        decoder.decode(
                frame,
                new DecodeOutput() {
                    @Override
                    public void event(Event event) {
                        decoded.addAll(event.interactions());
                    }

                    @Override
                    public void dead(DeadLetter letter) {
                        throw new IllegalStateException(letter.detail());
                    }
                });
        return decoded.get(0);
    }

    /** A row between a device and the outside, as the comparison sends it. */
    private static Frame conn() {
        Telemetry telemetry = new Telemetry(1_000, 1_000, 7);
        byte[] bytes = {};
        String text = "";
        while (!text.contains("\"_path\":\"conn\"") || text.contains("\"local_resp\":true")) {
            bytes = telemetry.next().bytes();
            text = new String(bytes, StandardCharsets.UTF_8);
        }
        return new Frame("raw.zeek", 0, 1, Telemetry.START_MILLIS, "", bytes, false);
    }

    /** What a device has after some days: counts, bytes, three attributes, values met today. */
    private static EntityBaseline baseline() {
        EntityBaseline it =
                new EntityBaseline(EntityClass.DEVICE, Zone.CORPORATE, Telemetry.START_MILLIS);
        for (RateMetric metric : RateMetric.values()) {
            it.counts.put(metric, new CountState());
        }
        BytesState bytes = new BytesState();
        bytes.add(4_000, "external:venue:198.51.3.7", true);
        it.bytes = bytes;
        it.novelty.put(NoveltyAttribute.DESTINATION, new NoveltyState());
        it.novelty.put(NoveltyAttribute.EXTERNAL_ADDRESS, new NoveltyState());
        it.novelty.put(NoveltyAttribute.INNER_SERVICE, new NoveltyState());
        int[] known = new int[KNOWN];
        for (int i = 0; i < known.length; i += 2) {
            known[i] = (int) (i * 0x9E3779B97F4A7C15L >>> 32);
        }
        it.known = known;
        return it;
    }
}
