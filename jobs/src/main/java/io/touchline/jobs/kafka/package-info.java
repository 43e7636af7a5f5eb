// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The Kafka ends of the two jobs, and how the jobs are started beside a telemetry bus.
 *
 * <p>Sources emit bytes and coordinates and cannot throw; watermarks are made in them, per split,
 * on the write-time axis. Sinks are at least once: readers keep the newest record of a key, or drop
 * a finding whose id they know.
 */
@NullMarked
package io.touchline.jobs.kafka;

import org.jspecify.annotations.NullMarked;
