// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.response;

import io.touchline.schemas.ContentIds;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Stage;
import io.touchline.schemas.avro.Incident;
import io.touchline.schemas.avro.IncidentEntity;
import io.touchline.schemas.avro.IncidentStep;
import io.touchline.schemas.avro.Response;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Recommends to cut the connection of the furthest step (OpenC2 {@code deny}), for an incident that
 * is not held back and whose step is a connection with an end that is outside or compromised.
 *
 * <p>The command id depends on incident, channel and rung alone, so a repeat changes nothing.
 */
public final class ResponseFunction implements FlatMapFunction<Incident, Response> {
    private static final long serialVersionUID = 1L;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final int CUT_CONNECTION = 1;

    @Override
    public void flatMap(Incident incident, Collector<Response> out) {
        IncidentStep step = furthest(incident);
        if (step == null || incident.getSuppressed() != null || !isOpen(incident)) {
            return;
        }
        String channel = Stage.of(step.getStage()).isOt() ? "ot" : "network";
        String entity = EntityKeys.id(step.getEntity());
        String peer = EntityKeys.id(EntityKeys.withoutService(step.getPeer()));
        String pair = entity + " and " + peer;
        out.collect(
                Response.newBuilder()
                        .setCommandId(
                                ContentIds.uuid(
                                        "response",
                                        incident.getIncidentId(),
                                        channel,
                                        Integer.toString(CUT_CONNECTION)))
                        .setIncidentId(incident.getIncidentId())
                        .setRevision(incident.getRevision())
                        .setChannel(channel)
                        .setRung(CUT_CONNECTION)
                        .setAction("deny")
                        .setTarget(target(entity, peer))
                        .setActuator("slpf")
                        .setDurationMs(HOUR_MILLIS)
                        .setUndo("allow the connection between " + pair + " again")
                        .setPrice("the connection between " + pair + ", new until this incident")
                        .setGate(
                                channel.equals("ot")
                                        ? "life safety without a venue file: a person decides"
                                        : "a person decides")
                        .setMode("recommend")
                        .setIssuedAt(incident.getKnownAt())
                        .build());
    }

    private static boolean isOpen(Incident incident) {
        return incident.getState().equals("open") || incident.getState().equals("updated");
    }

    private static @Nullable IncidentStep furthest(Incident incident) {
        IncidentStep furthest = null;
        for (IncidentStep step : incident.getSteps()) {
            boolean isConnection =
                    EntityKeys.isKind(step.getEntity(), EntityKeys.DEVICE)
                            && !step.getPeer().equals(step.getEntity());
            if (isConnection
                    && isAccused(incident, step)
                    && (furthest == null
                            || Stage.of(step.getStage()).rank()
                                    > Stage.of(furthest.getStage()).rank())) {
                furthest = step;
            }
        }
        return furthest;
    }

    /** A young entity accuses nobody: what it met is not cut off for that. */
    private static boolean isAccused(Incident incident, IncidentStep step) {
        String peer = EntityKeys.withoutService(step.getPeer());
        return EntityKeys.isExternal(peer)
                || incident.getEntities().stream()
                        .filter(it -> it.getRole().equals("compromised"))
                        .map(IncidentEntity::getKey)
                        .anyMatch(key -> key.equals(peer) || key.equals(step.getEntity()));
    }

    /** One pair of ends, never wider. */
    private static String target(String entity, String peer) {
        return "{\"x-touchline:pair\":{\"a\":" + quote(entity) + ",\"b\":" + quote(peer) + "}}";
    }

    private static String quote(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c >= ' ') {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
