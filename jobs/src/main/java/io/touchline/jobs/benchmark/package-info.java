// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * How well does a detector do on data that others published? Feeds the class that the stream calls
 * with a public benchmark, outside Flink. The figures are defined in docs/evaluate.md. Apart from
 * {@code evaluate}, whose checker must not share code with what it judges.
 */
@NullMarked
package io.touchline.jobs.benchmark;

import org.jspecify.annotations.NullMarked;
