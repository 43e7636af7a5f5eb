// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.DecimalText;
import io.touchline.operators.telemetry.HostNames;
import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.Zone;
import io.touchline.schemas.avro.NameLookup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * zeek.dns: who asked for which name. An own resolver that answers own clients is no entity here:
 * only the asking end is, unless it is outside.
 */
final class NameRecords {
    private NameRecords() {}

    private static NameLookup read(RecordFields fields, String log) throws Refusal {
        String query = fields.text("query");
        return NameLookup.newBuilder()
                .setLog(log)
                .setWhenMicros(fields.mandatoryMoment("ts"))
                .setUid(fields.text("uid"))
                .setOrigHost(fields.mandatoryAddress("id.orig_h").toString())
                .setOrigPort(fields.number("id.orig_p"))
                .setRespHost(fields.mandatoryAddress("id.resp_h").toString())
                .setRespPort(fields.number("id.resp_p"))
                .setProto(fields.lowerText("proto"))
                .setTransId(fields.count("trans_id"))
                .setQuery(query == null ? null : HostNames.canonical(query))
                .setQtype(fields.firstText("qtype_name", "qtype"))
                .setRcode(fields.firstText("rcode_name", "rcode"))
                .setRejected(fields.flag("rejected"))
                .setAnswers(fields.list("answers"))
                .setTtlMicrosMin(least(fields.list("TTLs")))
                .setRttMicros(fields.intervalMicros("rtt"))
                .build();
    }

    static Event event(RecordFields fields, RecordContext context) throws Refusal {
        NameLookup lookup = read(fields, context.name());
        Draft draft = context.draft(lookup, lookup.getWhenMicros(), Action.RESOLVE);
        Roles roles = context.roles(lookup.getOrigHost(), lookup.getRespHost(), null, null);
        draft.outcome(outcome(lookup));
        draft.lasts(lookup.getRttMicros());
        draft.millis(Measure.RTT_MILLIS, lookup.getRttMicros());
        draft.measure(Measure.ANSWERS, (long) lookup.getAnswers().size());
        draft.attribute(Attribute.QUERY_TYPE, lookup.getQtype());
        draft.attribute(Attribute.RESOLVER, lookup.getRespHost());
        String query = lookup.getQuery();
        if (roles.origActs()) {
            draft.destination(query);
            draft.role(
                    true,
                    roles.origKey(),
                    null,
                    query == null ? roles.respKey() : domainKey(context, query),
                    query,
                    roles.origZone(),
                    query == null ? roles.respZone(false) : Zone.INTERNET);
        }
        if (roles.respServes() && !roles.origOwn()) {
            draft.destination(null);
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

    private static String domainKey(RecordContext context, String query) {
        return EntityKeys.external(context.venue().site(), HostNames.registeredDomain(query));
    }

    private static Outcome outcome(NameLookup lookup) {
        String rcode = lookup.getRcode();
        if (Boolean.TRUE.equals(lookup.getRejected()) || "REFUSED".equals(rcode)) {
            return Outcome.DENIED;
        }
        if (rcode == null) {
            return Outcome.UNKNOWN;
        }
        return rcode.equals("NOERROR") || rcode.equals("0") ? Outcome.SUCCESS : Outcome.FAILURE;
    }

    private static @Nullable Long least(List<String> seconds) {
        long least = Long.MAX_VALUE;
        for (String text : seconds) {
            long micros = DecimalText.scaled(text, 6);
            least = micros < 0 ? least : Math.min(least, micros);
        }
        return least == Long.MAX_VALUE ? null : Long.valueOf(least);
    }
}
