// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator;

import io.touchline.simulator.Venue.Server;
import io.touchline.simulator.random.Draws;
import io.touchline.simulator.venue.Internet;
import java.time.Duration;
import java.time.Instant;

/** What hosts do on the wire, each act with all the rows it leaves. One per population. */
final class Network {
    private static final double UNCACHED = 0.7;
    private static final String VISITOR_NET = "10.50.";
    private static final String VISITOR_GATEWAY = "10.50.0.1";

    private final Zeek zeek;
    private final Draws draws;

    Network(Logs logs, Draws draws) {
        this.zeek = new Zeek(logs);
        this.draws = draws;
    }

    Draws draws() {
        return draws;
    }

    Zeek zeek() {
        return zeek;
    }

    /** A name lookup at the resolver of the client's network. */
    Flow resolve(Instant at, String client, String name, String answer) {
        String resolver = client.startsWith(VISITOR_NET) ? VISITOR_GATEWAY : Venue.DC01.address();
        Flow flow = Flow.udp(draws, at, client, resolver, 53, "dns");
        flow = flow.carrying(28L + name.length(), 44L + name.length());
        zeek.conn(flow);
        zeek.dns(flow, draws.below(65536), name, answer);
        return flow;
    }

    /** Opens a TLS session to an outside name, after a lookup unless it is still cached. */
    Flow browse(Instant at, String client, String name, Duration duration, long out, long in) {
        return tls(at, client, name, Internet.addressOf(name), duration, out, in);
    }

    Flow tls(
            Instant at,
            String client,
            String name,
            String address,
            Duration duration,
            long out,
            long in) {
        if (draws.chance(UNCACHED)) {
            resolve(at.minus(Draws.micros(draws.between(91_000, 400_000))), client, name, address);
        }
        return session(at, client, name, address, duration, out, in);
    }

    /** The TLS session alone, without a lookup. */
    Flow session(
            Instant at,
            String client,
            String name,
            String address,
            Duration duration,
            long out,
            long in) {
        Flow flow = Flow.tcp(draws, at, client, address, 443, "ssl");
        flow = flow.lasting(duration).carrying(out, in);
        zeek.conn(flow);
        zeek.ssl(flow, name);
        return flow;
    }

    /** One plain request: GET or POST. */
    Flow http(
            Instant at,
            String client,
            String host,
            String address,
            int port,
            String request,
            String userAgent,
            long out,
            long in) {
        Flow flow = Flow.tcp(draws, at, client, address, port, "http");
        flow = flow.lasting(draws.lasting(Duration.ofMillis(350), 0.8)).carrying(out, in);
        zeek.conn(flow);
        int space = request.indexOf(' ');
        zeek.http(flow, request.substring(0, space), host, request.substring(space + 1), userAgent);
        return flow;
    }

    /** A connection inside the venue whose content is not logged. */
    Flow connect(
            Instant at,
            String client,
            Server server,
            int port,
            String service,
            Duration duration,
            long out,
            long in) {
        Flow flow = Flow.tcp(draws, at, client, server.address(), port, service);
        flow = flow.lasting(duration).carrying(out, in);
        zeek.conn(flow);
        return flow;
    }

    /** Obtains a Kerberos ticket: {@code type} AS or TGS. */
    Flow ticket(Instant at, String client, String type, String principal, String service) {
        Flow flow = Flow.tcp(draws, at, client, Venue.DC01.address(), 88, "krb_tcp");
        flow = flow.carrying(draws.between(250, 1800), draws.between(900, 1900));
        zeek.conn(flow);
        zeek.kerberos(flow, type, principal + "/" + Venue.REALM, service);
        return flow;
    }
}
