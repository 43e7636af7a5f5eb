// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What goes on at a venue when nobody attacks it? One class per population.
 *
 * <p>Habits (which sites, which hours) come from the cast, so they last over runs; what happens on
 * a day comes from the seed, the person and the day alone, so that nothing planted, left out or
 * added changes a row of anybody else.
 *
 * <p>Models. People are on and off for Pareto times of shape 1.5 and transfers are log-normal with
 * a heavy tail; many of them together are self-similar (Willinger, Taqqu, Sherman, Wilson 1997;
 * Crovella, Bestavros 1997). Independent strangers (visitors of a site, correspondents) arrive as a
 * Poisson process whose rate follows the hour and the phase. Machines poll in fixed periods with a
 * small jitter.
 */
@NullMarked
package io.touchline.simulator.life;

import org.jspecify.annotations.NullMarked;
