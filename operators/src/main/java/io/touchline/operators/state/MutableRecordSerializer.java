// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Of values that change in place: a copy goes through bytes, so it shares nothing with its
 * original.
 *
 * @param <T> the value
 */
public abstract class MutableRecordSerializer<T> extends RecordSerializer<T> {
    private static final int USUAL_BYTES = 512;

    @Override
    public final boolean isImmutableType() {
        return false;
    }

    @Override
    public final T copy(T from) {
        try {
            DataOutputSerializer out = new DataOutputSerializer(USUAL_BYTES);
            serialize(from, out);
            return deserialize(new DataInputDeserializer(out.getSharedBuffer(), 0, out.length()));
        } catch (IOException e) {
            throw new IllegalStateException("could not copy " + from.getClass() + " in memory", e);
        }
    }
}
