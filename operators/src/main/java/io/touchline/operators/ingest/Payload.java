// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import io.touchline.operators.logs.Log;
import io.touchline.operators.telemetry.RecordFields;
import org.jspecify.annotations.Nullable;

/**
 * One record without its wrappers.
 *
 * @param log what it belongs to; null when no log claims it
 */
record Payload(@Nullable Log log, RecordFields fields) {}
