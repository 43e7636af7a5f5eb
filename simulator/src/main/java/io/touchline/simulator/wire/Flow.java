// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import io.touchline.simulator.random.Draws;
import java.time.Duration;
import java.time.Instant;

/**
 * One connection, from first packet to last, with the bytes of its payload.
 *
 * @param state Zeek's conn_state, such as SF, S0 or REJ
 */
public record Flow(
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
        long bytesIn,
        String state) {

    /** A short exchange that ended well. */
    public static Flow tcp(
            Draws draws, Instant start, String from, String to, int port, String service) {
        Duration brief = Draws.micros(draws.between(4_000, 90_000));
        int own = draws.ephemeralPort();
        String uid = draws.uid();
        return new Flow(start, brief, uid, from, own, to, port, "tcp", service, 400, 900, "SF");
    }

    public static Flow udp(
            Draws draws, Instant start, String from, String to, int port, String service) {
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
                120,
                "SF");
    }

    public Flow lasting(Duration other) {
        return new Flow(
                start, other, uid, from, fromPort, to, toPort, proto, service, bytesOut, bytesIn,
                state);
    }

    public Flow carrying(long out, long in) {
        return new Flow(
                start, duration, uid, from, fromPort, to, toPort, proto, service, out, in, state);
    }

    /** Nobody answered ({@code S0}), or a refusal did ({@code REJ}). */
    public Flow failed(String how) {
        return new Flow(start, duration, uid, from, fromPort, to, toPort, proto, "", 0, 0, how);
    }

    public Instant end() {
        return start.plus(duration);
    }
}
