// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.state;

import static io.touchline.testkit.TelemetryFixtures.SERVER;
import static io.touchline.testkit.TelemetryFixtures.flow;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.touchline.operators.identity.Binding;
import io.touchline.operators.identity.IdentityRow;
import io.touchline.operators.ingest.Frame;
import io.touchline.operators.novelty.ValueRow;
import io.touchline.operators.venue.VenueRow;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.Channel;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.Zone;
import io.touchline.testkit.SerializerSnapshots;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class RecordSerializerTest {

    @Property(tries = 500)
    void anInteractionComesBackAsItWas(@ForAll long seed) throws Exception {
        roundTrip(InteractionSerializer.INSTANCE, interaction(new SplittableRandom(seed)));
    }

    @Property(tries = 300)
    void aBindingComesBackAsItWas(@ForAll long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        Binding.Kind[] kinds = Binding.Kind.values();
        roundTrip(
                BindingSerializer.INSTANCE,
                new Binding(
                        kinds[random.nextInt(kinds.length)],
                        text(random),
                        text(random),
                        text(random),
                        nullable(random),
                        random.nextLong(),
                        random.nextLong(),
                        random.nextLong()));
    }

    @Property(tries = 300)
    void aRowOfIdentityComesBackAsItWas(@ForAll long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        VenueRow venue = new VenueRow(random.nextLong(), text(random));
        roundTrip(VenueRowSerializer.INSTANCE, venue);
        roundTrip(IdentityRowSerializer.INSTANCE, IdentityRow.of(venue));
        roundTrip(IdentityRowSerializer.INSTANCE, IdentityRow.of(sampleBinding()));
    }

    @Property(tries = 300)
    void aValueRowComesBackAsItWas(@ForAll long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        roundTrip(
                ValueRowSerializer.INSTANCE,
                new ValueRow(random.nextInt(), random.nextInt(), random.nextInt(256)));
    }

    @Property(tries = 300)
    void aFrameComesBackAsItWas(@ForAll long seed, @ForAll byte[] bytes) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        Frame frame =
                new Frame(
                        text(random),
                        random.nextInt(),
                        random.nextLong(),
                        random.nextLong(),
                        text(random),
                        bytes,
                        random.nextBoolean());
        byte[] written = SerializerSnapshots.bytes(FrameSerializer.INSTANCE, frame);
        Frame back = SerializerSnapshots.value(FrameSerializer.INSTANCE, written);
        assertThat(back).usingRecursiveComparison().isEqualTo(frame);
    }

    @Test
    void everySerializerRefusesAnUnknownVersionWithAClearMessage() throws Exception {
        List<TypeSerializer<?>> all =
                List.of(
                        InteractionSerializer.INSTANCE,
                        BindingSerializer.INSTANCE,
                        ValueRowSerializer.INSTANCE,
                        VenueRowSerializer.INSTANCE,
                        IdentityRowSerializer.INSTANCE,
                        FrameSerializer.INSTANCE);
        for (TypeSerializer<?> serializer : all) {
            assertThatThrownBy(
                            () ->
                                    serializer.deserialize(
                                            new DataInputDeserializer(new byte[] {9, 0, 0, 0})))
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "could not read "
                                    + serializer.getClass().getSimpleName()
                                    + " version 9: this release reads up to 1");
        }
    }

    @Test
    void stillReadsVersion1() throws Exception {
        assertThat(
                        SerializerSnapshots.restore(
                                "interaction-v1",
                                InteractionSerializer.INSTANCE,
                                sampleInteraction()))
                .isEqualTo(sampleInteraction());
        assertThat(
                        SerializerSnapshots.restore(
                                "value-row-v1", ValueRowSerializer.INSTANCE, sampleValue()))
                .isEqualTo(sampleValue());
        assertThat(
                        SerializerSnapshots.restore(
                                "binding-v1", BindingSerializer.INSTANCE, sampleBinding()))
                .isEqualTo(sampleBinding());
        assertThat(SerializerSnapshots.restore("frame-v1", FrameSerializer.INSTANCE, sampleFrame()))
                .usingRecursiveComparison()
                .isEqualTo(sampleFrame());
    }

    private static <T> void roundTrip(TypeSerializer<T> serializer, T value) throws IOException {
        byte[] bytes = SerializerSnapshots.bytes(serializer, value);
        assertThat(SerializerSnapshots.value(serializer, bytes)).isEqualTo(value);
        DataOutputSerializer copied = new DataOutputSerializer(64);
        serializer.copy(new DataInputDeserializer(bytes), copied);
        assertThat(copied.getCopyOfBuffer()).isEqualTo(bytes);
    }

    private static Interaction sampleInteraction() {
        return flow().to(SERVER)
                .named("laptop-7")
                .peerNamed("files")
                .at(T0)
                .until(T0 + 1_500)
                .writtenAt(T0 + 1_600)
                .port(445)
                .bytesOut(4_000)
                .linkedTo("account:venue:clerk@venue.example")
                .build();
    }

    private static ValueRow sampleValue() {
        return new ValueRow(20_600, 20_610, 200);
    }

    private static Binding sampleBinding() {
        return new Binding(
                Binding.Kind.ACCOUNT,
                "venue",
                "10.0.1.5",
                "clerk@venue.example",
                null,
                T0,
                T0 + 8 * HOUR,
                T0 + 1_000);
    }

    private static Frame sampleFrame() {
        return new Frame("raw-zeek", 3, 77, T0, "zeek.conn", new byte[] {1, 2, 3}, true);
    }

    private static Interaction interaction(SplittableRandom random) {
        Map<Measure, Double> measures = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            if (random.nextBoolean()) {
                measures.put(measure, random.nextDouble());
            }
        }
        Map<Attribute, String> attributes = new EnumMap<>(Attribute.class);
        for (Attribute attribute : Attribute.values()) {
            if (random.nextBoolean()) {
                attributes.put(attribute, text(random));
            }
        }
        List<String> links = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            links.add(text(random));
        }
        return new Interaction(
                text(random),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                any(Channel.values(), random),
                any(Action.values(), random),
                any(Outcome.values(), random),
                random.nextBoolean(),
                text(random),
                nullable(random),
                text(random),
                nullable(random),
                any(Zone.values(), random),
                any(Zone.values(), random),
                measures,
                attributes,
                links,
                text(random),
                random.nextBoolean());
    }

    private static <E> E any(E[] values, SplittableRandom random) {
        return values[random.nextInt(values.length)];
    }

    private static String nullable(SplittableRandom random) {
        return random.nextBoolean() ? null : text(random);
    }

    /** Short and long, with characters of one, two, three and four bytes. */
    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(random.nextInt(20) == 0 ? 400 : 12); i > 0; i--) {
            text.appendCodePoint(new int[] {'a', 0xe9, 0x20ac, 0x1f600}[random.nextInt(4)]);
        }
        return text.toString();
    }
}
