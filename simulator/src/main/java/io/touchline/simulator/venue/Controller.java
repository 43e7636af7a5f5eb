// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.venue;

/**
 * A controller with its one master.
 *
 * @param function of the venue: turnstiles, hvac, lighting, power, pumps
 * @param protocol modbus, bacnet, dnp3 or s7comm
 * @param unit as its protocol numbers it, from 1
 */
public record Controller(
        Machine machine, String function, String protocol, int unit, Machine master) {

    public int port() {
        return switch (protocol) {
            case "modbus" -> 502;
            case "bacnet" -> 47808;
            case "dnp3" -> 20000;
            default -> 102;
        };
    }
}
