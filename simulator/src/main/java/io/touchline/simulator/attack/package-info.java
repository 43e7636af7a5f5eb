// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What is planted among the rows of a venue, and how is it told afterwards? Scenarios of stages;
 * each stage is one means, done by one entity at one moment.
 *
 * <p>A stage writes what its means would leave in the logs and nothing else: it sees neither
 * detector nor threshold. The ledger holds, for each, who took part, when, and which rows it left.
 */
@NullMarked
package io.touchline.simulator.attack;

import org.jspecify.annotations.NullMarked;
