// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import java.time.Instant;

/**
 * Who does something in Microsoft 365, from where, and when the record of it arrives.
 *
 * @param occurred when it was done: {@code CreationTime}
 * @param written when the record was to be had: 60 to 90 minutes later for most
 * @param ip the address that the service saw
 */
public record CloudAct(
        Instant occurred, Instant written, String user, String ip, String userAgent) {}
