// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.avro.NetworkFlow;
import org.jspecify.annotations.Nullable;

/** zeek.conn: who connected to whom. */
final class FlowRecords {
    private FlowRecords() {}

    private static NetworkFlow read(RecordFields fields, String log) throws Refusal {
        return NetworkFlow.newBuilder()
                .setLog(log)
                .setWhenMicros(fields.mandatoryMoment("ts"))
                .setUid(fields.text("uid"))
                .setOrigHost(fields.mandatoryAddress("id.orig_h").toString())
                .setOrigPort(fields.number("id.orig_p"))
                .setRespHost(fields.mandatoryAddress("id.resp_h").toString())
                .setRespPort(fields.number("id.resp_p"))
                .setProto(fields.lowerText("proto"))
                .setService(fields.lowerText("service"))
                .setDurationMicros(fields.intervalMicros("duration"))
                .setBytesOut(fields.count("orig_bytes"))
                .setBytesIn(fields.count("resp_bytes"))
                .setPacketsOut(fields.count("orig_pkts"))
                .setPacketsIn(fields.count("resp_pkts"))
                .setConnState(fields.text("conn_state"))
                .setHistory(fields.text("history"))
                .setLocalOrig(fields.flag("local_orig"))
                .setLocalResp(fields.flag("local_resp"))
                .setMissedBytes(fields.count("missed_bytes"))
                .setVlan(fields.number("vlan"))
                .build();
    }

    static Event event(RecordFields fields, RecordContext context) throws Refusal {
        NetworkFlow flow = read(fields, context.name());
        Draft draft = context.draft(flow, flow.getWhenMicros(), Action.CONNECT);
        Roles roles =
                context.roles(
                        flow.getOrigHost(),
                        flow.getRespHost(),
                        flow.getLocalOrig(),
                        flow.getLocalResp());
        boolean ot = OtProtocols.reaches(flow.getService(), flow.getRespPort());
        draft.outcome(outcome(flow));
        draft.lasts(flow.getDurationMicros());
        draft.millis(Measure.DURATION_MILLIS, flow.getDurationMicros());
        draft.attribute(Attribute.PROTO, flow.getProto());
        draft.attribute(Attribute.SERVICE, flow.getService());
        draft.attribute(Attribute.RESPONDER_PORT, port(flow.getRespPort()));
        draft.attribute(Attribute.HISTORY, flow.getHistory());
        if (roles.origActs()) {
            volume(
                    draft,
                    flow.getBytesOut(),
                    flow.getBytesIn(),
                    flow.getPacketsOut(),
                    flow.getPacketsIn());
            draft.role(
                    true,
                    roles.origKey(),
                    null,
                    roles.respKey(),
                    null,
                    roles.origZone(),
                    roles.respZone(ot));
        }
        if (roles.respServes()) {
            volume(
                    draft,
                    flow.getBytesIn(),
                    flow.getBytesOut(),
                    flow.getPacketsIn(),
                    flow.getPacketsOut());
            draft.role(
                    false,
                    roles.respKey(),
                    null,
                    roles.clientKey(),
                    null,
                    roles.respZone(ot),
                    roles.origZone());
        }
        return draft.event();
    }

    // Out is what the entity of the interaction sent, in what it received.
    private static void volume(
            Draft draft,
            @Nullable Long bytesOut,
            @Nullable Long bytesIn,
            @Nullable Long packetsOut,
            @Nullable Long packetsIn) {
        draft.measure(Measure.BYTES_OUT, bytesOut);
        draft.measure(Measure.BYTES_IN, bytesIn);
        draft.measure(Measure.PACKETS_OUT, packetsOut);
        draft.measure(Measure.PACKETS_IN, packetsIn);
    }

    static @Nullable String port(@Nullable Integer port) {
        return port == null ? null : port.toString();
    }

    private static Outcome outcome(NetworkFlow flow) {
        String state = flow.getConnState();
        if (state == null) {
            return Outcome.UNKNOWN;
        }
        return switch (state) {
            case "SF", "S1", "S2", "S3" -> Outcome.SUCCESS;
            case "REJ", "S0", "RSTOS0", "RSTRH", "SH", "SHR" -> Outcome.FAILURE;
            case "RSTO", "RSTR" ->
                    positive(flow.getBytesOut()) && positive(flow.getBytesIn())
                            ? Outcome.SUCCESS
                            : Outcome.FAILURE;
            default -> Outcome.UNKNOWN;
        };
    }

    private static boolean positive(@Nullable Long bytes) {
        return bytes != null && bytes > 0;
    }
}
