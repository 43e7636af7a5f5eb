// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.DecimalText;
import io.touchline.operators.telemetry.HostNames;
import io.touchline.operators.telemetry.JsonTree;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who asked for which name: Zeek's dns and Suricata's. An own resolver that answers own clients is
 * no entity here: only the asking end is, unless it is outside.
 */
final class NameRecords {
    private static final Map<String, String> EVE_QUERY = eve("src", "dest");
    private static final Map<String, String> EVE_ANSWER = eve("dest", "src");

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

    /** zeek.dns. */
    static Event dns(RecordFields fields, RecordContext context) throws Refusal {
        return event(read(fields, context.name()), context);
    }

    /**
     * suricata.dns: a row for the question and one for its answer. The question is the interaction;
     * an answer is one only where it says no.
     */
    static Event eve(RecordFields fields, RecordContext context) throws Refusal {
        String type = fields.text("dns.type");
        boolean answer = "answer".equals(type) || "response".equals(type);
        boolean turned = Integer.valueOf(53).equals(fields.number("src_port"));
        NameLookup lookup = read(fields.renamed(turned ? EVE_ANSWER : EVE_QUERY), context.name());
        Map<String, Object> query = JsonTree.firstObject(fields.raw("dns.queries"));
        if (lookup.getQuery() == null && query != null) {
            RecordFields asked = RecordFields.ofJson(query);
            String name = asked.text("rrname");
            lookup.setQuery(name == null ? null : HostNames.canonical(name));
            lookup.setQtype(asked.text("rrtype"));
        }
        boolean refused = answer && outcome(lookup) != Outcome.SUCCESS && lookup.getRcode() != null;
        return answer && !refused
                ? context.draft(lookup, lookup.getWhenMicros(), Action.RESOLVE).event()
                : event(lookup, context);
    }

    private static Event event(NameLookup lookup, RecordContext context) throws Refusal {
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

    private static Map<String, String> eve(String client, String server) {
        return Map.of(
                "ts", "timestamp",
                "uid", "flow_id",
                "id.orig_h", client + "_ip",
                "id.orig_p", client + "_port",
                "id.resp_h", server + "_ip",
                "id.resp_p", server + "_port",
                "trans_id", "dns.id",
                "query", "dns.rrname",
                "qtype_name", "dns.rrtype",
                "rcode_name", "dns.rcode");
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
