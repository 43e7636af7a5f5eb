// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.touchline.schemas.avro.BooksTotal;
import io.touchline.schemas.avro.Verdict;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AvroFramesTest {
    private final AvroFrames<BooksTotal> books = new AvroFrames<>(BooksTotal.class);

    private static BooksTotal total() {
        return BooksTotal.newBuilder()
                .setSource("zeek.conn")
                .setAsOf(Instant.ofEpochMilli(1_780_000_000_123L))
                .setRead(7)
                .setUsed(4)
                .setDuplicate(1)
                .setLate(1)
                .setDead(1)
                .setRefused(0)
                .setBehind(2)
                .build();
    }

    @Test
    void readsWhatItWrote() {
        assertThat(books.decode(books.encode(total()))).isEqualTo(total());
    }

    @Test
    void beginsWithAZeroAndTheIdOfTheCatalogue() {
        byte[] frame = books.encode(total());
        assertThat(frame[0]).isZero();
        assertThat(SchemaCatalog.schemaOf(ByteBuffer.wrap(frame, 1, 4).getInt()).getName())
                .isEqualTo("BooksTotal");
    }

    @Test
    void saysWhyItCannotReadAFrame() {
        byte[] frame = books.encode(total());
        assertThatThrownBy(() -> books.decode(new byte[] {1, 2, 3}))
                .hasMessageContaining("no 0x00 magic byte");
        byte[] unknown = frame.clone();
        unknown[1] = 9;
        assertThatThrownBy(() -> books.decode(unknown)).hasMessageContaining("unknown schema id");
        assertThatThrownBy(() -> books.decode(Arrays.copyOf(frame, frame.length - 3)))
                .isInstanceOf(IllegalArgumentException.class);
        AvroFrames<Verdict> verdicts = new AvroFrames<>(Verdict.class);
        assertThatThrownBy(() -> verdicts.decode(frame))
                .hasMessageContaining("is a BooksTotal, not a Verdict");
    }
}
