// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The contracts: what crosses a process boundary, the names of things, and the one normal form.
 *
 * <p>Knows nothing of Flink. Avro types are generated into {@code io.touchline.schemas.avro} from
 * {@code avro/<name>/v<n>.avsc}; every released version stays, and a test holds them
 * full-transitively compatible.
 */
@NullMarked
package io.touchline.schemas;

import org.jspecify.annotations.NullMarked;
