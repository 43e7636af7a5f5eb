// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who requested what from which host. Query strings and passwords never get in. */
final class WebRecords {
    private WebRecords() {}

    private static WebRequest read(RecordFields fields, String log) throws Refusal {
        String uri = fields.text("uri");
        String host = fields.text("host");
        String referrer = fields.text("referrer");
        int query = uri == null ? -1 : uri.indexOf('?');
        return WebRequest.newBuilder()
                .setLog(log)
                .setWhenMicros(fields.mandatoryMoment("ts"))
                .setUid(fields.text("uid"))
                .setOrigHost(fields.mandatoryAddress("id.orig_h").toString())
                .setOrigPort(fields.number("id.orig_p"))
                .setRespHost(fields.mandatoryAddress("id.resp_h").toString())
                .setRespPort(fields.number("id.resp_p"))
                .setTransDepth(fields.count("trans_depth"))
                .setMethod(fields.text("method"))
                .setHost(host == null ? null : HostNames.canonical(host))
                .setPath(uri == null || query < 0 ? uri : uri.substring(0, query))
                .setQueryLength(uri == null || query < 0 ? null : uri.length() - query - 1)
                .setReferrerHost(referrer == null ? null : HostNames.ofUrl(referrer))
                .setUserAgent(fields.text("user_agent"))
                .setRequestBytes(fields.count("request_body_len"))
                .setResponseBytes(fields.count("response_body_len"))
                .setStatusCode(fields.number("status_code"))
                .setContentTypes(fields.list("resp_mime_types"))
                .setUsername(fields.text("username"))
                .setProxied(fields.list("proxied"))
                .build();
    }

    /** zeek.http and, under its names, suricata.http. */
    static Event http(RecordFields fields, RecordContext context) throws Refusal {
        WebRequest request = read(fields, context.name());
        Draft draft = context.draft(request, request.getWhenMicros(), Action.REQUEST);
        Roles roles = context.roles(request.getOrigHost(), request.getRespHost(), null, null);
        String agent = request.getUserAgent();
        String host = request.getHost();
        draft.outcome(WebStatus.outcome(request.getStatusCode()));
        draft.attribute(Attribute.METHOD, request.getMethod());
        draft.attribute(Attribute.PATH_SHAPE, shape(request));
        draft.attribute(Attribute.STATUS_CLASS, WebStatus.statusClass(request.getStatusCode()));
        draft.attribute(Attribute.CONTENT_TYPE, contentType(request.getContentTypes()));
        draft.attribute(
                Attribute.USER_AGENT_FAMILY, agent == null ? null : UserAgents.family(agent));
        if (roles.origActs()) {
            draft.attribute(Attribute.USER_AGENT, agent);
            volume(draft, request.getRequestBytes(), request.getResponseBytes());
            String peer = peer(request, roles, context);
            boolean outside = EntityKeys.isExternal(peer);
            draft.destination(outside && named(host) ? host : null);
            draft.place(proxied(request) ? outsideHost(context, host) : roles.respOutside());
            draft.role(
                    true,
                    roles.origKey(),
                    null,
                    peer,
                    host,
                    roles.origZone(),
                    outside ? Zone.INTERNET : Zone.CORPORATE);
        }
        if (roles.respServes()) {
            draft.attribute(Attribute.USER_AGENT, null);
            draft.destination(null);
            draft.place(roles.origOutside());
            volume(draft, request.getResponseBytes(), request.getRequestBytes());
            draft.role(
                    false,
                    roles.respKey(),
                    host,
                    roles.clientKey(),
                    null,
                    roles.respZone(false),
                    roles.origZone());
        }
        return draft.event();
    }

    /** The host asked for; the responder where it is our own server or has no name. */
    private static String peer(WebRequest request, Roles roles, RecordContext context) {
        String host = request.getHost();
        boolean asked = proxied(request) || (!roles.respOwn() && named(host));
        return host == null || !asked ? roles.respKey() : hostKey(context, host);
    }

    /** Whether it is a name, not an address. */
    static boolean named(@Nullable String host) {
        return host != null && IpAddress.parse(host) == null;
    }

    /** A name stands for somebody outside; an address for itself. */
    static String hostKey(RecordContext context, String host) {
        IpAddress address = IpAddress.parse(host);
        return address == null
                ? EntityKeys.external(context.venue().site(), host)
                : context.venue().addressKey(address);
    }

    /** The host that a proxy was asked for, where that is an address outside. */
    private static @Nullable IpAddress outsideHost(RecordContext context, @Nullable String host) {
        IpAddress address = host == null ? null : IpAddress.parse(host);
        return address == null || context.venue().owns(address) ? null : address;
    }

    /** The responder is a proxy: the host is the one it was asked for. */
    private static boolean proxied(WebRequest request) {
        String path = request.getPath();
        return "CONNECT".equals(request.getMethod())
                || (path != null && (path.startsWith("http://") || path.startsWith("https://")));
    }

    private static @Nullable String shape(WebRequest request) {
        String path = request.getPath();
        return path == null || "CONNECT".equals(request.getMethod()) ? null : PathShape.of(path);
    }

    private static void volume(Draft draft, @Nullable Long out, @Nullable Long in) {
        draft.measure(Measure.BYTES_OUT, out);
        draft.measure(Measure.BYTES_IN, in);
    }

    private static @Nullable String contentType(List<String> types) {
        return types.isEmpty() ? null : MailRecords.bareType(types.get(0));
    }
}
