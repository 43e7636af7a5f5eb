// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import io.touchline.schemas.AvroFrames;
import java.io.Serializable;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * {@link AvroFrames} of a task: it travels there as its type alone and is made at the first record.
 * Not thread-safe.
 *
 * @param <T> the generated Avro type
 */
final class TaskFrames<T extends SpecificRecord> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Class<T> type;
    private transient @Nullable AvroFrames<T> frames;

    TaskFrames(Class<T> type) {
        this.type = type;
    }

    byte[] encode(T value) {
        return frames().encode(value);
    }

    /**
     * @throws IllegalArgumentException when the bytes are not a frame of this type
     */
    T decode(byte[] frame) {
        return frames().decode(frame);
    }

    private AvroFrames<T> frames() {
        AvroFrames<T> made = frames;
        if (made == null) {
            made = new AvroFrames<>(type);
            frames = made;
        }
        return made;
    }
}
