// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.coverage;

/**
 * What one subtask decoded of one source in one minute of write time.
 *
 * @param source log or declared source, as {@code zeek.conn}
 * @param sensor which sensor wrote it; empty where records do not say
 * @param minute minutes since 1970 UTC
 * @param shape hash of the names of its fields; 0 for dead letters
 * @param records how many, dead letters among them
 * @param dead how many of them could not be decoded
 * @param lastWritten latest write time among them, milliseconds since 1970 UTC
 */
public record SourceMinute(
        String source,
        String sensor,
        long minute,
        long shape,
        long records,
        long dead,
        long lastWritten) {
    /** The name of the source and, where there is one, its sensor: {@code zeek.conn/cctv-span}. */
    String name() {
        return sensor.isEmpty() ? source : source + '/' + sensor;
    }

    /** The same of all logs that the sensor writes: {@code zeek/cctv-span}. */
    public String producer() {
        int dot = source.indexOf('.');
        String producer = dot < 0 ? source : source.substring(0, dot);
        return sensor.isEmpty() ? producer : producer + '/' + sensor;
    }
}
