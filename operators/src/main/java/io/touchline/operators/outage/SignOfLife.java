// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.outage;

import io.touchline.operators.coverage.SourceMinute;
import io.touchline.schemas.Zone;
import org.jspecify.annotations.Nullable;

/**
 * That a device answered in a minute of write time, or that a sensor told something in it.
 *
 * @param segment network of its address, as {@code 10.30.0.0/24}; empty for a sensor
 * @param key entity, or name of the sensor as {@code zeek/cctv-span}
 * @param name what people call it, where that is known
 * @param address at that time; empty for a sensor
 * @param source log that told it, as {@code zeek.conn}; empty for a sensor
 * @param minute of its write time, since 1970 UTC
 */
public record SignOfLife(
        String segment,
        String key,
        @Nullable String name,
        String address,
        Zone zone,
        String source,
        long minute) {
    /** What a sensor told, whatever its log. */
    public static SignOfLife of(SourceMinute it) {
        return new SignOfLife("", it.producer(), null, "", Zone.CORPORATE, "", it.minute());
    }

    boolean ofSensor() {
        return segment.isEmpty();
    }
}
