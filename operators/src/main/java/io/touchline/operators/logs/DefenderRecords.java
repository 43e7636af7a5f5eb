// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.HostNames;
import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.operators.telemetry.Texts;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.avro.FileAccess;
import io.touchline.schemas.avro.NetworkFlow;
import io.touchline.schemas.avro.ProcessStart;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tables of Defender's advanced hunting on what machines do; ActionType tells what it was. */
final class DefenderRecords {
    private static final String TIMESTAMP = "timestamp";
    private static final String DEVICE = "devicename";
    private static final String INITIATOR = "initiatingprocess";

    private static final Set<String> WRITES =
            Set.of("filecreated", "filemodified", "filerenamed", "filedeleted");

    private DefenderRecords() {}

    /** defender.process. */
    static Event process(RecordFields fields, RecordContext context) throws Refusal {
        if (!"processcreated".equals(fields.lowerText("actiontype"))) {
            return Event.alone(context.name(), context.writeTime());
        }
        String name = fields.verbatim("filename");
        String folder = fields.verbatim("folderpath");
        String hash = fields.firstText("sha1", "sha256", "md5");
        String id = fields.text("processid");
        String created = fields.text("processcreationtime");
        ProcessStart.Builder start =
                ProcessRecords.start(
                                folder == null ? name : folder,
                                fields.verbatim(INITIATOR + "filename"),
                                fields.verbatim("processcommandline"))
                        .setWhenMicros(fields.mandatoryMoment(TIMESTAMP))
                        .setDevice(EndpointFacts.machine(fields, DEVICE))
                        .setProcessId(id == null || created == null ? id : id + '@' + created)
                        .setDirectoryClass(EndpointFacts.directoryClass(folder))
                        .setCompanyClaim(fields.text("processversioninfocompanyname"))
                        .setHash(hash == null ? null : Texts.lower(hash))
                        .setIntegrity(fields.lowerText("processintegritylevel"))
                        .setAccount(account(fields, "account"))
                        .setLogon(fields.text("logonid"))
                        .setSuccess(true);
        if (name != null) {
            start.setImage(EndpointFacts.baseName(name));
        }
        return ProcessRecords.event(start, context);
    }

    /** defender.network: what connects; what was merely inspected or listens stays alone. */
    static Event network(RecordFields fields, RecordContext context) throws Refusal {
        String type = fields.lowerText("actiontype");
        Outcome outcome = outcome(type == null ? "" : type);
        if (type == null || outcome == null) {
            return Event.alone(context.name(), context.writeTime());
        }
        boolean inbound = type.startsWith("inbound");
        String local = fields.addressText("localip");
        String remote = fields.addressText("remoteip");
        Integer localPort = fields.number("localport");
        Integer remotePort = fields.number("remoteport");
        String url = fields.text("remoteurl");
        String folder = fields.verbatim(INITIATOR + "folderpath");
        NetworkFlow.Builder flow =
                NetworkFlow.newBuilder()
                        .setWhenMicros(fields.mandatoryMoment(TIMESTAMP))
                        .setOrigHost(inbound ? remote : local)
                        .setOrigPort(inbound ? remotePort : localPort)
                        .setRespHost(inbound ? local : remote)
                        .setRespPort(inbound ? localPort : remotePort)
                        .setProto(fields.lowerText("protocol"))
                        .setDirection(inbound ? "inbound" : "outbound")
                        .setAction(type)
                        .setDevice(EndpointFacts.machine(fields, DEVICE))
                        .setImage(EndpointFacts.baseName(fields.verbatim(INITIATOR + "filename")))
                        .setDirectoryClass(EndpointFacts.directoryClass(folder))
                        .setProcessId(fields.text(INITIATOR + "id"))
                        .setRemoteName(url == null ? null : HostNames.ofUrl(url))
                        .setAccount(account(fields, INITIATOR + "account"));
        return EndpointRecords.connection(flow, outcome, context);
    }

    /** defender.file. */
    static Event file(RecordFields fields, RecordContext context) throws Refusal {
        String type = fields.lowerText("actiontype");
        if (type == null || !WRITES.contains(type)) {
            return Event.alone(context.name(), context.writeTime());
        }
        String name = fields.verbatim("filename");
        String folder = fields.verbatim("folderpath");
        String origin = fields.text("fileoriginurl");
        String host = origin == null ? null : HostNames.ofUrl(origin);
        String hash = fields.firstText("sha1", "sha256", "md5");
        FileAccess.Builder file =
                EndpointRecords.file(folder == null ? name : folder)
                        .setWhenMicros(fields.mandatoryMoment(TIMESTAMP))
                        .setOrigHost(fields.addressText("requestsourceip"))
                        .setDevice(EndpointFacts.machine(fields, DEVICE))
                        .setAction(type)
                        .setShare(fields.verbatim("sharename"))
                        .setSize(fields.count("filesize"))
                        .setImage(EndpointFacts.baseName(fields.verbatim(INITIATOR + "filename")))
                        .setOriginDomain(host == null ? null : HostNames.registeredDomain(host))
                        .setHash(hash == null ? null : Texts.lower(hash))
                        .setProcessId(fields.text(INITIATOR + "id"))
                        .setAccount(account(fields, INITIATOR + "account"));
        return EndpointRecords.file(file, Outcome.SUCCESS, context);
    }

    /** Null where nothing was connected. */
    private static @Nullable Outcome outcome(String type) {
        return switch (type) {
            case "connectionsuccess",
                    "connectionfound",
                    "connectionacknowledged",
                    "inboundconnectionaccepted" ->
                    Outcome.SUCCESS;
            case "connectionfailed" -> Outcome.FAILURE;
            case "inboundconnectionblocked" -> Outcome.DENIED;
            case "connectionattempt", "connectionrequest", "inboundconnectionattempt" ->
                    Outcome.UNKNOWN;
            default -> null;
        };
    }

    /** By the name that mail and audit logs know too, where there is one. */
    private static @Nullable String account(RecordFields fields, String role) {
        String upn = fields.lowerText(role + "upn");
        return upn == null
                ? EndpointFacts.account(
                        fields.verbatim(role + "domain"), fields.verbatim(role + "name"))
                : upn;
    }
}
