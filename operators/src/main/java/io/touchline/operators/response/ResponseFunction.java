// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.response;

import io.touchline.operators.venue.VenueFunction;
import io.touchline.schemas.ContentIds;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Stage;
import io.touchline.schemas.avro.Incident;
import io.touchline.schemas.avro.IncidentEntity;
import io.touchline.schemas.avro.IncidentStep;
import io.touchline.schemas.avro.Response;
import java.util.Arrays;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Recommends to cut the connection of the furthest step (OpenC2 {@code deny}), for an incident that
 * is not held back and whose step is a connection with an end that is outside or compromised.
 *
 * <p>What the venue file protects, and a door while people leave, is never the aim of an action:
 * then the refusal is told, as an {@code investigate} on rung 0 with the gate that refused. The
 * command id depends on incident, channel and rung alone, so a repeat changes nothing.
 */
public final class ResponseFunction implements FlatMapFunction<Incident, Response> {
    private static final long serialVersionUID = 1L;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final int NO_ACTION = 0;
    private static final int CUT_CONNECTION = 1;

    @Override
    public void flatMap(Incident incident, Collector<Response> out) {
        IncidentStep step = furthest(incident);
        if (step == null || incident.getSuppressed() != null || !isOpen(incident)) {
            return;
        }
        String channel = Stage.of(step.getStage()).isOt() ? "ot" : "network";
        IncidentEntity entity = entity(incident, step.getEntity());
        IncidentEntity peer = entity(incident, EntityKeys.withoutService(step.getPeer()));
        String refusal = refusal(incident, entity, peer);
        int rung = refusal == null ? CUT_CONNECTION : NO_ACTION;
        String a = address(step.getEntity(), entity);
        String b = address(EntityKeys.withoutService(step.getPeer()), peer);
        String pair = a + " and " + b;
        out.collect(
                Response.newBuilder()
                        .setCommandId(
                                ContentIds.uuid(
                                        "response",
                                        incident.getIncidentId(),
                                        channel,
                                        Integer.toString(rung)))
                        .setIncidentId(incident.getIncidentId())
                        .setRevision(incident.getRevision())
                        .setChannel(channel)
                        .setRung(rung)
                        .setAction(refusal == null ? "deny" : "investigate")
                        .setTarget(target(a, b))
                        .setActuator("slpf")
                        .setDurationMs(HOUR_MILLIS)
                        .setUndo(
                                refusal == null
                                        ? "allow the connection between " + pair + " again"
                                        : "nothing to undo")
                        .setPrice(
                                refusal == null
                                        ? "the connection between "
                                                + pair
                                                + ", new until this incident"
                                        : "none")
                        .setGate(refusal == null ? gate(channel, entity, peer) : refusal)
                        .setMode(refusal == null ? "recommend" : "refused")
                        .setIssuedAt(incident.getKnownAt())
                        .build());
    }

    /** Why nothing may be done to the two, or null. */
    private static @Nullable String refusal(
            Incident incident, @Nullable IncidentEntity a, @Nullable IncidentEntity b) {
        for (IncidentEntity end : Arrays.asList(a, b)) {
            if (end != null && end.getAsset() != null) {
                return "refused: " + end.getAsset() + " is a protected asset";
            }
            if (end != null
                    && VenueFunction.isDoor(end.getFunction())
                    && incident.getRegime().equals("EGRESS")) {
                return "refused: " + end.getFunction() + " are not touched while people leave";
            }
        }
        return null;
    }

    private static String gate(
            String channel, @Nullable IncidentEntity a, @Nullable IncidentEntity b) {
        for (IncidentEntity end : Arrays.asList(a, b)) {
            if (end != null && end.getFunction() != null) {
                return end.getFunction() + " of the venue: a person decides";
            }
        }
        return channel.equals("ot")
                ? "a controller of no known function counts as life safety: a person decides"
                : "a person decides";
    }

    /** What a device that cuts connections knows an end by: its address, where that is known. */
    private static String address(String key, @Nullable IncidentEntity end) {
        return end == null || end.getAddress() == null ? EntityKeys.id(key) : end.getAddress();
    }

    private static @Nullable IncidentEntity entity(Incident incident, String key) {
        return incident.getEntities().stream()
                .filter(it -> it.getKey().equals(key))
                .findFirst()
                .orElse(null);
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
