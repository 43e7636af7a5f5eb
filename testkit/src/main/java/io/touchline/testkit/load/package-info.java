// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * A load with a known outcome, and the judge of what came of it: a seeded plan, a generator that
 * sends it, a checker that reads what the jobs wrote. Knows schemas, simulator and Kafka alone:
 * what it judges, it must not share code with.
 */
@NullMarked
package io.touchline.testkit.load;

import org.jspecify.annotations.NullMarked;
