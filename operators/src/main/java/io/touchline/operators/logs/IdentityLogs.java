// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import static io.touchline.operators.logs.Log.log;
import static io.touchline.schemas.Action.LOG_ON;
import static io.touchline.schemas.Channel.NETWORK;

import io.touchline.schemas.Attribute;
import io.touchline.schemas.Measure;
import java.util.List;

/** Logs of those who let devices and people in. */
final class IdentityLogs {
    static final List<Log> ALL = List.of(radius());

    private IdentityLogs() {}

    private static Log radius() {
        return log("radius.accounting")
                .toldInAnyCase("acct-status-type", "acct-session-id")
                .toldInAnyCase("acct-status-type", "calling-station-id")
                .written(RadiusRecords::writtenMicros)
                .on(NETWORK, LOG_ON)
                .role("device Calling-Station-Id", "NAS and SSID, or VLAN")
                .outcome(
                        "Acct-Status-Type: failed failure; a session that is accounted for was let in")
                .measures(Measure.LEASE_MILLIS)
                .attributes(Attribute.SSID, Attribute.VLAN, Attribute.REALM)
                .binds(
                        "the framed address to the mac, and the mac to the user, until Stop or 20 min"
                                + " without word")
                .silent("of a network access server itself")
                .read(RadiusRecords::event);
    }
}
