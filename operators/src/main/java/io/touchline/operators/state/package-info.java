// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * How values are written, so that a savepoint of any released version restores.
 *
 * <p>One hand-written serializer per hot type, each with a version byte; the rest are public
 * records that Flink writes as POJOs.
 */
@NullMarked
package io.touchline.operators.state;

import org.jspecify.annotations.NullMarked;
