// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * How well do single detectors do on data that others made and labelled? Reads a public corpus,
 * runs the detector over it as it stands, scores by the rules of the corpus. Every definition is in
 * docs/evaluate.md. Unlike {@code evaluate} it runs the engine's own code: it measures a detector,
 * not what the product published.
 */
@NullMarked
package io.touchline.jobs.benchmark;

import org.jspecify.annotations.NullMarked;
