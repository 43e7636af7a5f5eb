// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record as a shipper puts it on a topic.
 *
 * @param log file it belongs to, as {@code zeek/modbus.log}
 * @param written when the sensor or exporter wrote it; {@code _write_ts} says the same
 * @param json one line of JSON, with {@code _path} where the producer is Zeek
 * @param tsv the same record as a row of Zeek's default columns; null where Zeek writes JSON
 */
public record ShippedRecord(String log, Instant written, String json, @Nullable String tsv) {}
