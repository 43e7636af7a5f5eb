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
import io.touchline.schemas.avro.NetworkFlow;
import org.jspecify.annotations.Nullable;

/** Who connected to whom: Zeek's conn, Suricata's flow, NetFlow as text, flow logs of clouds. */
final class FlowRecords {
    private FlowRecords() {}

    /** zeek.conn. */
    static Event conn(RecordFields fields, RecordContext context) throws Refusal {
        NetworkFlow flow =
                sensed(fields, context)
                        .setHistory(fields.text("history"))
                        .setLocalOrig(fields.flag("local_orig"))
                        .setLocalResp(fields.flag("local_resp"))
                        .setMissedBytes(fields.count("missed_bytes"))
                        .setOrigMac(fields.lowerText("orig_l2_addr"))
                        .setRespMac(fields.lowerText("resp_l2_addr"))
                        .build();
        // of ICMP the ports are type and code
        return event(flow, connOutcome(flow), flow.getOrigPort(), flow.getRespPort(), context);
    }

    /** suricata.flow. */
    static Event eve(RecordFields fields, RecordContext context) throws Refusal {
        Long end = fields.momentMicros("flow.end");
        NetworkFlow.Builder builder = sensed(fields, context);
        long start = builder.getWhenMicros();
        builder.setDurationMicros(end == null || end < start ? null : end - start);
        NetworkFlow flow = builder.build();
        boolean answered = positive(flow.getPacketsIn());
        String state = flow.getConnState();
        boolean open = "established".equals(state) || "closed".equals(state);
        boolean tried = "tcp".equals(flow.getProto()) && "new".equals(state);
        return event(
                flow,
                open && answered
                        ? Outcome.SUCCESS
                        : tried && !answered ? Outcome.FAILURE : Outcome.UNKNOWN,
                eveNumber(fields, flow.getOrigPort(), "icmp_type"),
                eveNumber(fields, flow.getRespPort(), "icmp_code"),
                context);
    }

    /** What Suricata tells of a port, or in its place of an ICMP message. */
    static @Nullable Integer eveNumber(
            RecordFields fields, @Nullable Integer port, String ofMessage) {
        return port == null ? fields.number(ofMessage) : port;
    }

    /** netflow.binetflow: rows of Argus. */
    static Event binetflow(RecordFields fields, RecordContext context) throws Refusal {
        if (IpAddress.parse(fields.mandatory("id.orig_h")) == null) {
            return Event.alone(context.name(), context.writeTime()); // ARP: a row of two MACs
        }
        NetworkFlow.Builder flow = read(fields, context);
        Long total = fields.count("TotBytes");
        Long packets = fields.count("TotPkts");
        flow.setBytesIn(rest(total, flow.getBytesOut()));
        flow.setPacketsIn(rest(packets, flow.getPacketsOut()));
        String direction = fields.text("Dir");
        boolean told = direction != null && direction.strip().equals("->");
        NetworkFlow oriented = told ? flow.build() : oriented(flow).build();
        return event(oriented, argusOutcome(oriented.getConnState()), context);
    }

    /** netflow.nfdump: rows of {@code nfdump -o csv}. */
    static Event nfdump(RecordFields fields, RecordContext context) throws Refusal {
        NetworkFlow.Builder flow = read(fields, context);
        boolean oneWay = !positive(flow.getPacketsIn());
        NetworkFlow oriented = oneWay ? oriented(flow).build() : flow.build();
        String flags = oriented.getConnState() == null ? "" : oriented.getConnState();
        boolean tcp = "tcp".equals(oriented.getProto());
        boolean talked = flags.indexOf('A') >= 0 && flags.indexOf('R') < 0;
        boolean refused = flags.indexOf('A') < 0 || flags.indexOf('P') < 0;
        return event(
                oriented,
                !tcp
                        ? Outcome.UNKNOWN
                        : talked ? Outcome.SUCCESS : refused ? Outcome.FAILURE : Outcome.UNKNOWN,
                context);
    }

    /** aws.flow: one row per direction; the end with the lower port responds. */
    static Event amazon(RecordFields fields, RecordContext context) throws Refusal {
        if (!fields.has("id.orig_h") || !fields.has("id.resp_h")) {
            return Event.alone(context.name(), context.writeTime()); // NODATA, SKIPDATA
        }
        NetworkFlow.Builder flow = ruled(fields, context);
        Long end = fields.momentMicros("end");
        long start = flow.getWhenMicros();
        flow.setDurationMicros(end == null || end < start ? null : end - start);
        NetworkFlow oriented = oriented(flow).build();
        return event(oriented, ruleOutcome(oriented.getAction()), context);
    }

    /** azure.nsg-flow and azure.vnet-flow: one tuple. */
    static Event azure(RecordFields fields, RecordContext context) throws Refusal {
        NetworkFlow flow = ruled(fields, context).build();
        return event(flow, ruleOutcome(flow.getAction()), context);
    }

    /** Of a sensor that looks into the packets. */
    private static NetworkFlow.Builder sensed(RecordFields fields, RecordContext context)
            throws Refusal {
        return read(fields, context)
                .setService(fields.lowerText("service"))
                .setVlan(fields.number("vlan"))
                .setCommunityId(fields.text("community_id"));
    }

    /** Of a cloud's firewall. */
    private static NetworkFlow.Builder ruled(RecordFields fields, RecordContext context)
            throws Refusal {
        return read(fields, context)
                .setAction(fields.text("action"))
                .setRule(fields.text("rule"))
                .setDirection(fields.text("direction"));
    }

    // What every log of flows says; more would be read from a field that happens to be called so.
    private static NetworkFlow.Builder read(RecordFields fields, RecordContext context)
            throws Refusal {
        return NetworkFlow.newBuilder()
                .setLog(context.name())
                .setWhenMicros(fields.mandatoryMoment("ts"))
                .setUid(fields.text("uid"))
                .setOrigHost(fields.mandatoryAddress("id.orig_h").toString())
                .setOrigPort(fields.number("id.orig_p"))
                .setRespHost(fields.mandatoryAddress("id.resp_h").toString())
                .setRespPort(fields.number("id.resp_p"))
                .setProto(protocol(fields.lowerText("proto")))
                .setDurationMicros(fields.intervalMicros("duration"))
                .setBytesOut(fields.count("orig_bytes"))
                .setBytesIn(fields.count("resp_bytes"))
                .setPacketsOut(fields.count("orig_pkts"))
                .setPacketsIn(fields.count("resp_pkts"))
                .setConnState(fields.text("conn_state"));
    }

    /** Of a source whose ports say nothing of ICMP messages. */
    private static Event event(NetworkFlow flow, Outcome outcome, RecordContext context)
            throws Refusal {
        boolean ports = flow.getProto() != null && !flow.getProto().endsWith("icmp");
        return event(
                flow,
                outcome,
                ports ? flow.getOrigPort() : null,
                ports ? flow.getRespPort() : null,
                context);
    }

    /** A scan that nobody answers makes no controller of what it is aimed at. */
    private static boolean answered(Outcome outcome) {
        return outcome != Outcome.FAILURE && outcome != Outcome.DENIED;
    }

    /**
     * @param origNumber port, or type of an ICMP message, for the name of the flow
     * @param respNumber port, or code of an ICMP message
     */
    private static Event event(
            NetworkFlow flow,
            Outcome outcome,
            @Nullable Integer origNumber,
            @Nullable Integer respNumber,
            RecordContext context)
            throws Refusal {
        Draft draft = context.draft(flow, flow.getWhenMicros(), Action.CONNECT);
        Roles roles =
                context.roles(
                        flow.getOrigHost(),
                        flow.getRespHost(),
                        flow.getLocalOrig(),
                        flow.getLocalResp());
        if (!roles.unknown()) {
            FrameAddresses.bind(draft, roles.orig(), roles.origOwn(), flow.getOrigMac());
            FrameAddresses.bind(draft, roles.resp(), roles.respOwn(), flow.getRespMac());
        }
        boolean ot = OtProtocols.reaches(flow.getService(), flow.getRespPort());
        draft.outcome(outcome);
        draft.lasts(flow.getDurationMicros());
        draft.millis(Measure.DURATION_MILLIS, flow.getDurationMicros());
        draft.attribute(Attribute.PROTO, flow.getProto());
        draft.attribute(Attribute.SERVICE, flow.getService());
        draft.attribute(Attribute.RESPONDER_PORT, port(flow.getRespPort()));
        draft.attribute(Attribute.HISTORY, flow.getHistory());
        draft.attribute(Attribute.RULE, flow.getRule());
        draft.attribute(Attribute.DIRECTION, flow.getDirection());
        draft.attribute(
                Attribute.COMMUNITY_ID,
                flow.getCommunityId() == null
                        ? CommunityId.of(
                                roles.orig(), roles.resp(), flow.getProto(), origNumber, respNumber)
                        : flow.getCommunityId());
        if (roles.origActs()) {
            draft.place(roles.respOutside());
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
            draft.place(roles.origOutside());
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
                    roles.respZone(ot && answered(outcome)),
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

    /** Turned round where the source has the lower port: then it is the one that responds. */
    private static NetworkFlow.Builder oriented(NetworkFlow.Builder flow) {
        Integer from = flow.getOrigPort();
        Integer to = flow.getRespPort();
        if (from == null || to == null || from >= to) {
            return flow;
        }
        return NetworkFlow.newBuilder(flow)
                .setOrigHost(flow.getRespHost())
                .setOrigPort(to)
                .setRespHost(flow.getOrigHost())
                .setRespPort(from)
                .setBytesOut(flow.getBytesIn())
                .setBytesIn(flow.getBytesOut())
                .setPacketsOut(flow.getPacketsIn())
                .setPacketsIn(flow.getPacketsOut());
    }

    /** The name of an IANA number (assigned internet protocol numbers), else the text itself. */
    private static @Nullable String protocol(@Nullable String proto) {
        if (proto == null) {
            return null;
        }
        return switch (proto) {
            case "1" -> "icmp";
            case "6", "t" -> "tcp";
            case "17", "u" -> "udp";
            case "47" -> "gre";
            case "50" -> "esp";
            case "58" -> "ipv6-icmp";
            case "132" -> "sctp";
            default -> proto;
        };
    }

    private static Outcome connOutcome(NetworkFlow flow) {
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

    /**
     * Of the state that Argus writes: the TCP flags of both sides as {@code FSPA_FSPA}, or a word.
     * Flags of one side alone, or an answer without SYN and without data, are a failure.
     */
    private static Outcome argusOutcome(@Nullable String state) {
        int gap = state == null ? -1 : state.indexOf('_');
        if (state == null) {
            return Outcome.UNKNOWN;
        }
        if (gap < 0) {
            return switch (Texts.lower(state)) {
                case "con", "acc", "est", "clo", "fin", "rsp", "ecr" -> Outcome.SUCCESS;
                case "int", "req", "rst", "s0", "urp", "urf", "urh", "urn", "nrs" ->
                        Outcome.FAILURE;
                default -> Outcome.UNKNOWN;
            };
        }
        String answer = state.substring(gap + 1);
        boolean answered = answer.indexOf('S') >= 0 || answer.indexOf('P') >= 0;
        return answered ? Outcome.SUCCESS : Outcome.FAILURE;
    }

    private static Outcome ruleOutcome(@Nullable String action) {
        if (action == null) {
            return Outcome.UNKNOWN;
        }
        return switch (Texts.lower(action)) {
            case "accept", "a", "b", "c", "e" -> Outcome.SUCCESS;
            case "reject", "d" -> Outcome.DENIED;
            default -> Outcome.UNKNOWN;
        };
    }

    /** The later of both: a replayed capture dates the record before the flow began. */
    static @Nullable Long eveWritten(RecordFields fields) {
        Long said = fields.momentMicros("timestamp");
        Long end = fields.momentMicros("flow.end", "flow.start");
        if (said == null || end == null) {
            return said == null ? end : said;
        }
        return Math.max(said, end);
    }

    private static @Nullable Long rest(@Nullable Long total, @Nullable Long part) {
        return total == null || part == null || part > total ? null : Long.valueOf(total - part);
    }

    private static boolean positive(@Nullable Long bytes) {
        return bytes != null && bytes > 0;
    }
}
