// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.CommunityId;
import io.touchline.operators.telemetry.IpAddress;
import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.operators.telemetry.Texts;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.avro.SensorNotice;
import org.jspecify.annotations.Nullable;

/**
 * What a sensor thought worth saying of two ends: notices and oddities of Zeek, alerts and
 * anomalies of Suricata. It describes; nothing is decided by it, and no rate counts it.
 */
final class NoticeRecords {
    private NoticeRecords() {}

    /** zeek.notice: the ends are those of the connection, else src and dst. */
    static Event notice(RecordFields fields, RecordContext context) throws Refusal {
        SensorNotice notice =
                read(fields, context.name(), "ts")
                        .setOrigHost(first(fields, "id.orig_h", "src"))
                        .setRespHost(first(fields, "id.resp_h", "dst"))
                        .setKind(fields.text("note"))
                        .setCount(fields.count("n"))
                        .setAction(String.join(",", fields.list("actions")))
                        .build();
        return event(notice, null, context);
    }

    /** zeek.weird. */
    static Event weird(RecordFields fields, RecordContext context) throws Refusal {
        SensorNotice notice =
                read(fields, context.name(), "ts")
                        .setOrigHost(fields.addressText("id.orig_h"))
                        .setRespHost(fields.addressText("id.resp_h"))
                        .setKind(fields.text("name"))
                        .setCategory(fields.text("source"))
                        .setAction(fields.text("addl"))
                        .build();
        return event(notice, null, context);
    }

    /** suricata.alert and suricata.anomaly. */
    static Event eve(RecordFields fields, RecordContext context) throws Refusal {
        SensorNotice notice =
                read(fields, context.name(), "timestamp")
                        .setUid(fields.text("flow_id"))
                        .setOrigHost(fields.addressText("src_ip"))
                        .setOrigPort(fields.number("src_port"))
                        .setRespHost(fields.addressText("dest_ip"))
                        .setRespPort(fields.number("dest_port"))
                        .setProto(fields.lowerText("proto"))
                        .setKind(fields.firstText("alert.signature_id", "anomaly.event"))
                        .setCategory(fields.firstText("alert.category", "anomaly.type"))
                        .setSeverity(fields.text("alert.severity"))
                        .setAction(fields.firstText("alert.action", "anomaly.layer"))
                        .build();
        return event(notice, communityId(fields, notice), context);
    }

    private static @Nullable String communityId(RecordFields fields, SensorNotice notice) {
        String told = fields.text("community_id");
        IpAddress orig =
                notice.getOrigHost() == null ? null : IpAddress.parse(notice.getOrigHost());
        IpAddress resp =
                notice.getRespHost() == null ? null : IpAddress.parse(notice.getRespHost());
        if (told != null || orig == null || resp == null) {
            return told;
        }
        return CommunityId.of(
                orig,
                resp,
                notice.getProto(),
                FlowRecords.eveNumber(fields, notice.getOrigPort(), "icmp_type"),
                FlowRecords.eveNumber(fields, notice.getRespPort(), "icmp_code"));
    }

    private static SensorNotice.Builder read(RecordFields fields, String log, String time)
            throws Refusal {
        return SensorNotice.newBuilder()
                .setLog(log)
                .setWhenMicros(fields.mandatoryMoment(time))
                .setUid(fields.text("uid"))
                .setOrigPort(fields.number("id.orig_p"))
                .setRespPort(fields.number("id.resp_p"))
                .setProto(fields.lowerText("proto"));
    }

    private static Event event(
            SensorNotice notice, @Nullable String communityId, RecordContext context)
            throws Refusal {
        Draft draft = context.draft(notice, notice.getWhenMicros(), Action.ALERT);
        String orig = notice.getOrigHost();
        String resp = notice.getRespHost();
        if (orig == null || resp == null) {
            return draft.event(); // of a packet, a file or the sensor itself
        }
        Roles roles = context.roles(orig, resp, null, null);
        draft.outcome(outcome(notice.getAction()));
        draft.measure(Measure.COUNT, notice.getCount());
        draft.attribute(Attribute.SIGNATURE, notice.getKind());
        draft.attribute(Attribute.CATEGORY, notice.getCategory());
        draft.attribute(Attribute.SEVERITY, notice.getSeverity());
        draft.attribute(Attribute.COMMUNITY_ID, communityId);
        if (roles.origActs()) {
            draft.role(
                    true,
                    roles.origKey(),
                    null,
                    roles.respKey(),
                    null,
                    roles.origZone(),
                    roles.respZone(false));
        } else if (roles.respServes()) {
            draft.role(
                    false,
                    roles.respKey(),
                    null,
                    roles.clientKey(),
                    null,
                    roles.respZone(false),
                    roles.origZone());
        }
        return draft.event();
    }

    private static @Nullable String first(RecordFields fields, String one, String other) {
        String address = fields.addressText(one);
        return address == null ? fields.addressText(other) : address;
    }

    /** Whether the sensor let it pass. */
    private static Outcome outcome(@Nullable String action) {
        String name = action == null ? "" : Texts.lower(action);
        return name.equals("blocked") || name.contains("drop") ? Outcome.DENIED : Outcome.UNKNOWN;
    }
}
