// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Both jobs in one process: an embedded cluster, files in and out, no Kafka. Findings pass from one
 * job to the other through a file that one appends to and the other follows.
 */
@NullMarked
package io.touchline.jobs.local;

import org.jspecify.annotations.NullMarked;
