// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Is there suddenly much more going on between two machines, or at one of them, than ever before?
 *
 * <p>Counts per minute on each edge, at its source and at its destination, under a Gamma-Poisson
 * belief that a burst cannot teach itself into. The idea to carry a count over and to withhold a
 * surprising one from what is learnt is that of MIDAS-F (Bhatia, Liu, Hooi, Yoon, Shin, Faloutsos
 * 2022); counters are exact, the score is a rate's. State: 26 bytes per live edge, 20 of them what
 * the score needs. Technique: T1021, T1046, T1499.
 */
@NullMarked
package io.touchline.operators.edges;

import org.jspecify.annotations.NullMarked;
