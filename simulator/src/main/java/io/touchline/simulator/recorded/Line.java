// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.recorded;

import java.time.Instant;

/**
 * What is read of a recorded record.
 *
 * @param written when it was: a connection is written at its end
 * @param from address of the originator; empty where the log has none
 * @param port of the responder; 0 where the log has none
 */
record Line(Instant written, String from, String to, int port) {}
