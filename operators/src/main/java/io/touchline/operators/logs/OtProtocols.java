// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.Texts;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Protocols of controllers, by the name of Zeek's service or by the responder's port. */
final class OtProtocols {
    private static final Set<Integer> PORTS = Set.of(502, 102, 20_000, 44_818, 47_808);
    private static final Set<String> SERVICES =
            Set.of("modbus", "s7comm", "dnp3", "dnp3_tcp", "dnp3_udp", "enip", "bacnet", "cotp");

    private OtProtocols() {}

    /** Whether a connection of this service or to this port reaches a controller. */
    static boolean reaches(@Nullable String service, @Nullable Integer responderPort) {
        if (responderPort != null && PORTS.contains(responderPort)) {
            return true;
        }
        if (service == null) {
            return false;
        }
        for (String name : service.split(",")) {
            if (SERVICES.contains(Texts.lower(name))) {
                return true;
            }
        }
        return false;
    }
}
