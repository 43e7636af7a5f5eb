// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import io.touchline.simulator.life.Site;
import java.util.List;

/** Who can be named in a scenario. */
public interface Cast {
    /**
     * All that a selector names, in a fixed order; empty when nobody does.
     *
     * @param selector a name, an address, or a role such as {@code ticketing-pc}, {@code
     *     domain-controller}, {@code turnstiles}, {@code visitor}
     */
    List<Actor> all(String selector);

    /** Whether these are made up; the rows of recorded ones are never changed. */
    boolean isSimulated();

    /** Ending of the mail addresses of people here. */
    String mailDomain();

    /** Domains with which people here are in correspondence, most often first. */
    List<String> correspondents();

    Site site();

    /** modbus, bacnet, dnp3 or s7comm; modbus for what speaks none of them. */
    String protocol(Actor controller);

    /** Whether Sysmon runs on it. */
    boolean hasEndpointLog(Actor device);
}
