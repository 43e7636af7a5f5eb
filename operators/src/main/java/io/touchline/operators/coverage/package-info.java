// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Does every source still tell what it used to tell? Quiet must not look like safe.
 *
 * <p>Counts per source, sensor and minute of write time become a pattern of life of the source: how
 * often it speaks and how much it tells, by hour of working day and weekend and by phase, in which
 * forms, and what share cannot be decoded. Silence, a volume that is out of all proportion, a new
 * form and undecoded records are findings of a tier of their own, at stage {@code availability}: no
 * chain grows from them. While a source is blind, hours without it teach no entity that it is
 * quiet, and open incidents say what is not seen.
 *
 * <p>State: about 2 KB per source and sensor, and 16 bytes per form of record, at most 256 of each
 * source. A source is mature after three days in which it was heard in that hour or phase, and
 * forgotten after a week of silence. ATT&CK: none is claimed, for silence does not tell its cause.
 */
@NullMarked
package io.touchline.operators.coverage;

import org.jspecify.annotations.NullMarked;
