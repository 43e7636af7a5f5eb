// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import static io.touchline.operators.logs.Log.at;
import static io.touchline.operators.logs.Log.log;
import static io.touchline.schemas.Action.REQUEST;
import static io.touchline.schemas.Channel.CLOUD;
import static io.touchline.schemas.Channel.ENDPOINT;

import io.touchline.schemas.Attribute;
import io.touchline.schemas.Channel;
import io.touchline.schemas.Measure;
import java.util.List;

/** Access logs of web servers and of what stands before them: seen from the server only. */
final class AccessLogs {
    static final List<Log> ALL = List.of(server(), balancer(), frontDoor(), gateway());

    private AccessLogs() {}

    /** Told by the form of its lines. */
    private static Log server() {
        return access("web.access", ENDPOINT)
                .written(at("time"))
                .read(
                        (fields, context) ->
                                AccessRecords.event(fields, context, AccessServers.ofLine(fields)));
    }

    /** Told by the form of its lines. */
    private static Log balancer() {
        return access("aws.alb", CLOUD)
                .written(at("time"))
                .read(
                        (fields, context) ->
                                AccessRecords.event(fields, context, AccessServers.ofLine(fields)));
    }

    private static Log frontDoor() {
        return access("azure.front-door", CLOUD)
                .toldInAnyCase("httpmethod", "requesturi", "clientip", "httpstatuscode")
                .categories("frontdooraccesslog")
                .written(at("time", "timestamp", "timegenerated"))
                .read(
                        (fields, context) ->
                                AccessRecords.event(
                                        fields, context, AccessServers.ofFrontDoor(fields)));
    }

    private static Log gateway() {
        return access("azure.application-gateway", CLOUD)
                .toldInAnyCase("httpmethod", "requesturi", "clientip", "httpstatus")
                .categories("applicationgatewayaccesslog")
                .written(at("time", "timestamp", "timegenerated"))
                .read(
                        (fields, context) ->
                                AccessRecords.event(
                                        fields, context, AccessServers.ofGateway(fields)));
    }

    private static Log.Builder access(String name, Channel channel) {
        return log(name)
                .on(channel, REQUEST)
                .role("site or server, acted upon", "network of the client; its device if own")
                .outcome("status")
                .measures(Measure.BYTES_OUT, Measure.BYTES_IN, Measure.DURATION_MILLIS)
                .attributes(
                        Attribute.METHOD,
                        Attribute.PATH_SHAPE,
                        Attribute.STATUS_CLASS,
                        Attribute.USER_AGENT_FAMILY,
                        Attribute.COUNTRY,
                        Attribute.ASN);
    }
}
