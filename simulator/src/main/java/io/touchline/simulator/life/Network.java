// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.life;

import io.touchline.simulator.random.Draws;
import io.touchline.simulator.venue.Internet;
import io.touchline.simulator.venue.Machine;
import io.touchline.simulator.venue.VenuePlan;
import io.touchline.simulator.wire.Flow;
import io.touchline.simulator.wire.Rows;
import io.touchline.simulator.wire.WebRows;
import io.touchline.simulator.wire.ZeekRows;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What hosts do on the wire, each act with all the rows it leaves. */
public final class Network {
    private static final double UNCACHED = 0.7;
    private static final String VISITORS = "10.50.";

    private final ZeekRows zeek;
    private final WebRows web;
    private final Draws draws;
    private final Site site;

    public Network(Rows rows, Draws draws, Site site) {
        this.zeek = new ZeekRows(rows);
        this.web = new WebRows(rows);
        this.draws = draws;
        this.site = site;
    }

    Network(World world, Draws draws) {
        this(world.rows(), draws, Site.of(world.plan()));
    }

    public Draws draws() {
        return draws;
    }

    public ZeekRows zeek() {
        return zeek;
    }

    /** Looks a name up; without an answer it does not exist. */
    public Flow resolve(Instant at, String client, String name, @Nullable String answer) {
        String resolver = client.startsWith(VISITORS) ? VenuePlan.VISITOR_GATEWAY : site.resolver();
        Flow flow = Flow.udp(draws, at, client, resolver, 53, "dns");
        flow = flow.carrying(28L + name.length(), 44L + name.length());
        zeek.conn(flow);
        zeek.dns(flow, draws.below(65536), name, answer);
        return flow;
    }

    /** Opens a TLS session to an outside name, after a lookup unless it is still cached. */
    public Flow browse(Instant at, String client, String name, Duration open, long out, long in) {
        return tls(at, client, name, Internet.addressOf(name), open, out, in);
    }

    /** Opens a TLS session to a name, after a lookup unless it is still cached. */
    public Flow tls(
            Instant at,
            String client,
            String name,
            String address,
            Duration open,
            long out,
            long in) {
        if (draws.chance(UNCACHED)) {
            resolve(at.minus(Draws.micros(draws.between(91_000, 400_000))), client, name, address);
        }
        return session(at, client, name, address, open, out, in);
    }

    /** The TLS session alone, without a lookup. */
    public Flow session(
            Instant at,
            String client,
            String name,
            String address,
            Duration open,
            long out,
            long in) {
        Flow flow = Flow.tcp(draws, at, client, address, 443, "ssl");
        flow = flow.lasting(open).carrying(out, in);
        zeek.conn(flow);
        zeek.ssl(flow, name, "h2");
        return flow;
    }

    /** A plain request with its reply; a server that writes an access log does so. */
    public Flow http(Instant at, String client, Request request) {
        Flow flow = Flow.tcp(draws, at, client, request.address(), request.port(), "http");
        flow =
                flow.lasting(draws.lasting(Duration.ofMillis(350), 0.8))
                        .carrying(
                                request.out() + ZeekRows.REQUEST_HEAD,
                                request.in() + ZeekRows.REPLY_HEAD);
        zeek.conn(flow);
        zeek.http(
                flow,
                request.method(),
                request.host(),
                request.target(),
                request.agent(),
                request.status(),
                request.type());
        if (site.webServers().contains(request.address())) {
            web.access(
                    flow.end(),
                    request.address(),
                    client,
                    "",
                    request.method(),
                    request.target(),
                    request.status(),
                    request.in(),
                    "",
                    request.agent());
        }
        return flow;
    }

    /** A connection whose content is not logged. */
    public Flow connect(
            Instant at,
            String client,
            String server,
            int port,
            String service,
            Duration open,
            long out,
            long in) {
        Flow flow = Flow.tcp(draws, at, client, server, port, service);
        flow = flow.lasting(open).carrying(out, in);
        zeek.conn(flow);
        return flow;
    }

    /** A connection that nobody takes: {@code S0} or {@code REJ}. */
    public Flow knock(Instant at, String client, String server, int port, String how) {
        Flow flow = Flow.tcp(draws, at, client, server, port, "").failed(how);
        zeek.conn(flow);
        return flow;
    }

    /** Obtains a Kerberos ticket: {@code type} AS or TGS. */
    public Flow ticket(Instant at, String client, String type, String principal, String service) {
        Flow flow = Flow.tcp(draws, at, client, site.resolver(), 88, "krb_tcp");
        flow = flow.carrying(draws.between(250, 1_800), draws.between(900, 1_900));
        zeek.conn(flow);
        zeek.kerberos(flow, type, principal + "/" + VenuePlan.REALM, service, null);
        return flow;
    }

    /** Takes or renews the lease of its address. */
    public void lease(Instant at, Machine machine, Duration lease) {
        String server =
                machine.address().startsWith(VISITORS)
                        ? VenuePlan.VISITOR_GATEWAY
                        : site.resolver();
        String host = machine.name().isEmpty() ? null : machine.name();
        zeek.dhcp(draws, at, server, machine.mac(), machine.address(), host, lease);
    }
}
