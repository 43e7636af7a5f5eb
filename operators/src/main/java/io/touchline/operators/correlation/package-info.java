// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Which story does a chain tell? Flink CEP labels chains; it does not find them.
 *
 * <p>Keyed by chain and epoch, on heap state: it sees the de-duplicated, capped steps of {@code
 * lineage} and says "chain c satisfies this pattern as of step k". Patterns speak of stages and
 * zones, not of tools. One class per pattern; its uid carries its version. Matches of an older
 * epoch are ignored by {@code incident}.
 */
@NullMarked
package io.touchline.operators.correlation;

import org.jspecify.annotations.NullMarked;
