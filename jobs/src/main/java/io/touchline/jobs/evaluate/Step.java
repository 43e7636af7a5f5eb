// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import java.time.Instant;
import java.util.List;

/**
 * A step of an incident.
 *
 * @param called ids and names of its entity and its peer, in lower case
 */
record Step(Instant time, String stage, List<String> called) {}
