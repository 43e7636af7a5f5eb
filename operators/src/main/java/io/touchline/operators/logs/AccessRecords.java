// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.DecimalText;
import io.touchline.operators.telemetry.HostNames;
import io.touchline.operators.telemetry.IpAddress;
import io.touchline.operators.telemetry.PathShape;
import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.operators.telemetry.UserAgents;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Zone;
import io.touchline.schemas.avro.WebRequest;
import org.jspecify.annotations.Nullable;

/**
 * Access logs: what was asked of a site or server, and by whom. Query strings are never kept. Two
 * equal requests of one client in one second are one event where the log numbers neither.
 */
final class AccessRecords {
    private static final int MAX_PORT = 65_535;

    private AccessRecords() {}

    /**
     * @param named site or server; null where only the name of the file may tell
     */
    static Event event(RecordFields fields, RecordContext context, @Nullable String named)
            throws Refusal {
        String server = named == null ? AccessServers.ofFile(context) : named;
        WebRequest request = read(fields, context.name(), server);
        Draft draft = context.draft(request, request.getWhenMicros(), Action.REQUEST);
        String agent = request.getUserAgent();
        String path = request.getPath();
        draft.outcome(WebStatus.outcome(request.getStatusCode()));
        draft.lasts(fields.has("begun") ? request.getDurationMicros() : null);
        draft.measure(Measure.BYTES_OUT, request.getResponseBytes());
        draft.measure(Measure.BYTES_IN, request.getRequestBytes());
        draft.millis(Measure.DURATION_MILLIS, request.getDurationMicros());
        draft.attribute(Attribute.METHOD, request.getMethod());
        draft.attribute(Attribute.PATH_SHAPE, path == null ? null : PathShape.of(path));
        draft.attribute(Attribute.STATUS_CLASS, WebStatus.statusClass(request.getStatusCode()));
        draft.attribute(
                Attribute.USER_AGENT_FAMILY, agent == null ? null : UserAgents.family(agent));
        String peer = peer(context, request.getOrigHost());
        draft.place(EntityKeys.isExternal(peer) ? IpAddress.parse(request.getOrigHost()) : null);
        draft.role(
                false,
                entity(context, server),
                server,
                peer,
                null,
                Zone.DMZ,
                EntityKeys.isExternal(peer) ? Zone.INTERNET : Zone.CORPORATE);
        return draft.event();
    }

    private static WebRequest read(RecordFields fields, String log, String server) throws Refusal {
        String client = fields.firstText("clientip", "client");
        if (client == null) {
            throw Refusal.missing("client");
        }
        String uri = fields.firstText("requesturi", "target");
        String referrer = fields.firstText("referer", "referrer");
        int query = uri == null ? -1 : uri.indexOf('?');
        return WebRequest.newBuilder()
                .setLog(log)
                .setWhenMicros(
                        fields.mandatoryMoment("begun", "time", "timestamp", "timegenerated"))
                .setUid(fields.firstText("trackingreference", "transactionid", "trace"))
                .setOrigHost(client(client))
                .setOrigPort(port(fields, client))
                .setRespHost(server)
                .setMethod(fields.firstText("httpmethod", "method"))
                .setHost(host(fields, uri))
                .setPath(uri == null || query < 0 ? uri : uri.substring(0, query))
                .setQueryLength(queryLength(fields, uri, query))
                .setReferrerHost(referrer == null ? null : HostNames.ofUrl(referrer))
                .setUserAgent(fields.firstText("useragent", "agent"))
                .setRequestBytes(count(fields, "requestbytes", "receivedbytes"))
                .setResponseBytes(count(fields, "responsebytes", "sentbytes"))
                .setStatusCode(status(fields))
                .setUsername(fields.text("user"))
                .setDurationMicros(duration(fields))
                .setServer(server)
                .build();
    }

    /** An address, or the name that a server made of it. */
    private static String client(String text) throws Refusal {
        IpAddress address = IpAddress.parseWithPort(text);
        String name = address == null ? HostNames.canonical(text) : address.toString();
        if (name == null || (address != null && address.nobody())) {
            throw Refusal.missing("client");
        }
        return name;
    }

    private static @Nullable Integer port(RecordFields fields, String client) {
        Integer port = fields.number("clientport");
        int colon = client.lastIndexOf(':');
        if (port != null || colon < 0 || IpAddress.parse(client) != null) {
            return port;
        }
        long behind = DecimalText.whole(client.substring(colon + 1));
        return behind < 0 || behind > MAX_PORT ? null : Integer.valueOf((int) behind);
    }

    private static @Nullable String host(RecordFields fields, @Nullable String uri) {
        String host = fields.firstText("host", "originalhost", "hostname");
        if (host != null) {
            return HostNames.canonical(host);
        }
        return uri == null || !uri.contains("://") ? null : HostNames.ofUrl(uri);
    }

    private static @Nullable Integer queryLength(
            RecordFields fields, @Nullable String uri, int query) {
        String apart = fields.text("requestquery");
        if (uri == null || query < 0) {
            return apart == null ? null : Integer.valueOf(apart.length());
        }
        return uri.length() - query - 1;
    }

    private static @Nullable Long count(RecordFields fields, String name, String other) {
        Long count = fields.count(name);
        return count == null ? fields.count(other) : count;
    }

    private static @Nullable Integer status(RecordFields fields) {
        for (String name : new String[] {"httpstatuscode", "httpstatus", "status"}) {
            Integer status = fields.number(name);
            if (status != null) {
                return status;
            }
        }
        return null;
    }

    /** Seconds; milliseconds in the first generation of the Application Gateway. */
    private static @Nullable Long duration(RecordFields fields) {
        Long micros = fields.intervalMicros("timetaken");
        boolean first = fields.has("httpstatus") && !fields.has("transactionid");
        if (micros != null && first) {
            return micros / 1_000;
        }
        return micros == null ? fields.count("micros") : micros;
    }

    private static String entity(RecordContext context, String server) {
        IpAddress address = IpAddress.parse(server);
        boolean own = address != null && context.venue().owns(address);
        return own && address != null
                ? EntityKeys.address(context.venue().site(), address.toString())
                : EntityKeys.host(context.venue().site(), server);
    }

    /** Outside, {@code identity} leaves but the network of a client. */
    private static String peer(RecordContext context, String client) {
        IpAddress address = IpAddress.parse(client);
        String site = context.venue().site();
        if (address == null) {
            return EntityKeys.external(site, HostNames.registeredDomain(client));
        }
        return context.venue().owns(address)
                ? EntityKeys.address(site, address.toString())
                : EntityKeys.client(site, address.toString());
    }
}
