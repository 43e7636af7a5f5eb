// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator;

import io.touchline.simulator.random.Draws;
import java.time.Duration;
import java.time.Instant;

/** One connection, from first packet to last, with the bytes of its payload. */
record Flow(
        Instant start,
        Duration duration,
        String uid,
        String from,
        int fromPort,
        String to,
        int toPort,
        String proto,
        String service,
        long bytesOut,
        long bytesIn) {

    static Flow tcp(Draws draws, Instant start, String from, String to, int port, String service) {
        int fromPort = draws.ephemeralPort();
        Duration duration = Draws.micros(draws.between(4_000, 90_000));
        return new Flow(
                start, duration, draws.uid(), from, fromPort, to, port, "tcp", service, 400, 900);
    }

    static Flow udp(Draws draws, Instant start, String from, String to, int port, String service) {
        Flow tcp = tcp(draws, start, from, to, port, service);
        return new Flow(
                start,
                tcp.duration,
                tcp.uid,
                from,
                tcp.fromPort,
                to,
                port,
                "udp",
                service,
                60,
                120);
    }

    Flow lasting(Duration other) {
        return new Flow(
                start, other, uid, from, fromPort, to, toPort, proto, service, bytesOut, bytesIn);
    }

    Flow carrying(long out, long in) {
        return new Flow(start, duration, uid, from, fromPort, to, toPort, proto, service, out, in);
    }

    Instant end() {
        return start.plus(duration);
    }
}
