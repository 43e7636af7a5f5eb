// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.local;

import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.util.function.SerializableFunction;

/**
 * {@link AvroJson#line} as a class of its own: method references to it for several types in one
 * class are taken for one another when they are deserialized.
 *
 * @param <T> the Avro type
 */
final class AvroLine<T extends SpecificRecord> implements SerializableFunction<T, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String apply(T value) {
        return AvroJson.line(value);
    }
}
