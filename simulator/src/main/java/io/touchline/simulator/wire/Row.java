// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import java.time.Instant;
import java.util.Map;

/**
 * One record of a log.
 *
 * @param written when its producer wrote it, or an exporter handed it on: the order of the file
 * @param fields by the producer's names, in its order; an {@code Instant} is a time, a {@code
 *     Duration} an interval, a null an unset field
 */
public record Row(Log log, Instant written, Map<String, Object> fields) {}
