// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.identity.Binding;
import io.touchline.operators.telemetry.HostNames;
import io.touchline.operators.telemetry.IpAddress;
import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.operators.telemetry.Texts;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.Zone;
import io.touchline.schemas.avro.FileAccess;
import io.touchline.schemas.avro.NameLookup;
import io.touchline.schemas.avro.NetworkFlow;
import org.jspecify.annotations.Nullable;

/** What the programs of a machine connect to, look up and write, as the machine itself saw it. */
final class EndpointRecords {

    private static final long NAMED_MILLIS = 24 * 3_600_000L;

    private EndpointRecords() {}

    /** windows.sysmon: 1, 3, 11 and 22; the others are used and say nothing by themselves. */
    static Event sysmon(RecordFields fields, RecordContext context) throws Refusal {
        Integer id = fields.number("eventid");
        return switch (id == null ? 0 : id) {
            case 1 -> ProcessRecords.sysmon(fields, context);
            case 3 -> sysmonConnection(fields, context);
            case 11 -> sysmonFile(fields, context);
            case 22 -> sysmonQuery(fields, context);
            default -> Event.alone(context.name(), context.writeTime());
        };
    }

    private static Event sysmonConnection(RecordFields fields, RecordContext context)
            throws Refusal {
        boolean inbound = Boolean.FALSE.equals(fields.flag("initiated"));
        String far = inbound ? "source" : "destination";
        String image = fields.verbatim("image");
        NetworkFlow.Builder flow =
                NetworkFlow.newBuilder()
                        .setWhenMicros(fields.mandatoryMoment("utctime", "timecreated"))
                        .setOrigHost(fields.mandatoryAddress("sourceip").toString())
                        .setOrigPort(fields.number("sourceport"))
                        .setRespHost(fields.mandatoryAddress("destinationip").toString())
                        .setRespPort(fields.number("destinationport"))
                        .setProto(fields.lowerText("protocol"))
                        .setDirection(inbound ? "inbound" : "outbound")
                        .setDevice(EndpointFacts.machine(fields, EndpointLogs.WINDOWS_MACHINE))
                        .setImage(EndpointFacts.baseName(image))
                        .setDirectoryClass(EndpointFacts.directoryClass(image))
                        .setProcessId(guid(fields))
                        .setRemoteName(host(fields.text(far + "hostname")))
                        .setAccount(EndpointFacts.account(null, fields.verbatim("user")));
        return connection(flow, Outcome.UNKNOWN, context);
    }

    /** A connection seen from the machine: it acts, unless it was the other end that began. */
    static Event connection(NetworkFlow.Builder builder, Outcome outcome, RecordContext context)
            throws Refusal {
        NetworkFlow flow = builder.setLog(context.name()).build();
        String device = flow.getDevice() == null ? "" : flow.getDevice();
        boolean inbound = "inbound".equals(flow.getDirection());
        Draft draft = context.draft(flow, flow.getWhenMicros(), Action.CONNECT);
        IpAddress address = address(inbound ? flow.getOrigHost() : flow.getRespHost());
        String name = flow.getRemoteName();
        if (address == null && name == null) {
            throw Refusal.missing("RemoteIP");
        }
        if (address != null && loopback(address.toString())) {
            return draft.event(); // a machine that talks to itself meets nobody
        }
        draft.outcome(outcome);
        draft.attribute(Attribute.RESPONDER_PORT, FlowRecords.port(flow.getRespPort()));
        draft.attribute(Attribute.IMAGE, flow.getImage());
        draft.attribute(Attribute.DIRECTORY_CLASS, flow.getDirectoryClass());
        draft.attribute(Attribute.ACCOUNT, flow.getAccount());
        EndpointFacts.link(draft, flow.getAccount());
        bindName(draft, inbound ? flow.getRespHost() : flow.getOrigHost(), device, context);
        String peer = peer(context.venue(), address, name, inbound);
        draft.place(EntityKeys.isExternal(peer) ? address : null);
        draft.role(
                !inbound,
                EndpointFacts.machineKey(draft, device),
                device,
                peer,
                name,
                Zone.CORPORATE,
                EntityKeys.isExternal(peer) ? Zone.INTERNET : Zone.CORPORATE);
        return draft.event();
    }

    /** The machine knows its own address: what others tell of that address is then its own. */
    private static void bindName(
            Draft draft, @Nullable String local, String device, RecordContext context) {
        IpAddress address = address(local);
        if (address != null && context.venue().owns(address) && !device.isEmpty()) {
            draft.bind(
                    Binding.Kind.NAME,
                    address.toString(),
                    device,
                    null,
                    draft.when() + NAMED_MILLIS);
        }
    }

    /** Who comes in from outside is a client, as everywhere. */
    private static String peer(
            Venue venue, @Nullable IpAddress address, @Nullable String name, boolean inbound) {
        if (address == null) {
            return EntityKeys.external(venue.site(), name == null ? "" : name);
        }
        return inbound && !venue.owns(address)
                ? EntityKeys.client(venue.site(), address.toString())
                : venue.addressKey(address);
    }

    private static @Nullable IpAddress address(@Nullable String text) {
        return text == null ? null : IpAddress.parse(text);
    }

    private static boolean loopback(String address) {
        return address.startsWith("127.") || address.equals("::1");
    }

    private static Event sysmonQuery(RecordFields fields, RecordContext context) throws Refusal {
        String image = fields.verbatim("image");
        String query = host(fields.mandatory("queryname"));
        NameLookup lookup =
                NameLookup.newBuilder()
                        .setLog(context.name())
                        .setWhenMicros(fields.mandatoryMoment("utctime", "timecreated"))
                        .setQuery(query)
                        .setRcode(fields.text("querystatus"))
                        .setDevice(EndpointFacts.machine(fields, EndpointLogs.WINDOWS_MACHINE))
                        .setImage(EndpointFacts.baseName(image))
                        .setDirectoryClass(EndpointFacts.directoryClass(image))
                        .setProcessId(guid(fields))
                        .setAccount(EndpointFacts.account(null, fields.verbatim("user")))
                        .build();
        Draft draft = context.draft(lookup, lookup.getWhenMicros(), Action.RESOLVE);
        if (query == null) {
            throw Refusal.missing("QueryName");
        }
        String status = lookup.getRcode();
        String device = lookup.getDevice() == null ? "" : lookup.getDevice();
        draft.outcome(
                status == null
                        ? Outcome.UNKNOWN
                        : status.equals("0") ? Outcome.SUCCESS : Outcome.FAILURE);
        draft.attribute(Attribute.IMAGE, lookup.getImage());
        draft.attribute(Attribute.DIRECTORY_CLASS, lookup.getDirectoryClass());
        draft.attribute(Attribute.ACCOUNT, lookup.getAccount());
        EndpointFacts.link(draft, lookup.getAccount());
        draft.destination(query);
        draft.role(
                true,
                EndpointFacts.machineKey(draft, device),
                device,
                EntityKeys.external(draft.site(), HostNames.registeredDomain(query)),
                query,
                Zone.CORPORATE,
                Zone.INTERNET);
        return draft.event();
    }

    private static Event sysmonFile(RecordFields fields, RecordContext context) throws Refusal {
        FileAccess.Builder file =
                file(fields.verbatim("targetfilename"))
                        .setWhenMicros(fields.mandatoryMoment("utctime", "timecreated"))
                        .setDevice(EndpointFacts.machine(fields, EndpointLogs.WINDOWS_MACHINE))
                        .setAction("create")
                        .setImage(EndpointFacts.baseName(fields.verbatim("image")))
                        .setProcessId(guid(fields))
                        .setAccount(EndpointFacts.account(null, fields.verbatim("user")));
        return file(file, Outcome.SUCCESS, context);
    }

    /** A file by its path, of which its name, its extension and its kind of place are kept. */
    static FileAccess.Builder file(@Nullable String path) throws Refusal {
        String name = EndpointFacts.baseName(path);
        if (path == null || name == null) {
            throw Refusal.missing("TargetFilename");
        }
        int dot = name.lastIndexOf('.');
        return FileAccess.newBuilder()
                .setPath(path)
                .setName(name)
                .setExtension(dot <= 0 || dot + 1 == name.length() ? null : name.substring(dot + 1))
                .setDirectoryClass(DirectoryClass.of(path));
    }

    static Event file(FileAccess.Builder builder, Outcome outcome, RecordContext context)
            throws Refusal {
        FileAccess file = builder.setLog(context.name()).build();
        String device = file.getDevice() == null ? "" : file.getDevice();
        String directory = file.getDirectoryClass() == null ? "" : file.getDirectoryClass();
        Draft draft = context.draft(file, file.getWhenMicros(), Action.WRITE);
        draft.outcome(outcome);
        draft.measure(Measure.SIZE_BYTES, file.getSize());
        draft.attribute(Attribute.IMAGE, file.getImage());
        draft.attribute(Attribute.FILE_EXTENSION, file.getExtension());
        draft.attribute(Attribute.ORIGIN_DOMAIN, file.getOriginDomain());
        draft.attribute(Attribute.SHARE, file.getShare());
        draft.attribute(Attribute.ACCOUNT, file.getAccount());
        EndpointFacts.link(draft, file.getAccount());
        draft.role(
                true,
                EndpointFacts.machineKey(draft, device),
                device,
                EntityKeys.service(draft.site(), directory),
                directory,
                Zone.CORPORATE,
                Zone.CORPORATE);
        return draft.event();
    }

    private static @Nullable String guid(RecordFields fields) {
        String guid = fields.firstText("processguid", "processid");
        return guid == null ? null : Texts.lower(guid);
    }

    static @Nullable String host(@Nullable String name) {
        return name == null ? null : HostNames.canonical(name);
    }
}
