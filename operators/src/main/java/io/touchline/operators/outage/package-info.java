// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Did what serves fall silent together? Cameras that go dark, controllers of a segment that no
 * longer answer are one finding with the list of members, at stage {@code availability}, detector
 * {@code outage}; it is never explained away as a common factor.
 *
 * <p>A sign of life is an interaction in which a device answers, for only what serves can fail. Of
 * each device the rhythm of its signs is learnt, of each segment and hour of the day or phase which
 * share of its members was silent. What is judged is how many began to be silent together, against
 * what the segment is wont to do: one that sleeps at night or is switched off after each event is
 * quiet after it did so. Time in which a member's sensor told nothing is no silence of the member:
 * that is {@code coverage}'s to say. Silence is judged when it begins: a segment that does not come
 * back in the morning is not told.
 *
 * <p>State: about 100 bytes and its key and names per device, at most 4,096 of a segment; 1.1 KB
 * per segment, at most 256. A device is forgotten after seven days of silence. ATT&CK: none is
 * claimed, for silence does not tell its cause.
 */
@NullMarked
package io.touchline.operators.outage;

import org.jspecify.annotations.NullMarked;
