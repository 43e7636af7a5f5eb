// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.operators.telemetry.Texts;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.Zone;
import io.touchline.schemas.avro.ProcessStart;
import org.jspecify.annotations.Nullable;

/** Which program started which on a machine. Of its arguments only their shape is kept. */
final class ProcessRecords {
    private static final String UNKNOWN_PARENT = "?";
    private static final int PROCESS_CREATED = 4688;

    private ProcessRecords() {}

    /** windows.sysmon 1. */
    static Event sysmon(RecordFields fields, RecordContext context) throws Refusal {
        String image = fields.verbatim("image");
        String guid = fields.firstText("processguid", "processid");
        ProcessStart.Builder start =
                start(image, fields.verbatim("parentimage"), fields.verbatim("commandline"))
                        .setWhenMicros(fields.mandatoryMoment("utctime", "timecreated"))
                        .setDevice(EndpointFacts.machine(fields, EndpointLogs.WINDOWS_MACHINE))
                        .setProcessId(guid == null ? null : Texts.lower(guid))
                        .setCompanyClaim(fields.text("company"))
                        .setHash(hash(fields.text("hashes")))
                        .setIntegrity(fields.lowerText("integritylevel"))
                        .setAccount(EndpointFacts.account(null, fields.verbatim("user")))
                        .setLogon(fields.lowerText("logonid"))
                        .setSuccess(true);
        return event(start, context);
    }

    /** windows.security: only 4688 says what one machine does to itself. */
    static Event security(RecordFields fields, RecordContext context) throws Refusal {
        if (!Integer.valueOf(PROCESS_CREATED).equals(fields.number("eventid"))
                || !fields.has("newprocessname")) {
            return Event.alone(context.name(), context.writeTime());
        }
        String target = account(fields, "target");
        ProcessStart.Builder start =
                start(
                                fields.verbatim("newprocessname"),
                                fields.verbatim("parentprocessname"),
                                fields.verbatim("commandline"))
                        .setWhenMicros(fields.mandatoryMoment(EndpointLogs.WINDOWS_TIME))
                        .setDevice(EndpointFacts.machine(fields, EndpointLogs.WINDOWS_MACHINE))
                        .setProcessId(fields.lowerText("newprocessid"))
                        .setIntegrity(integrity(fields.text("mandatorylabel")))
                        .setAccount(target == null ? account(fields, "subject") : target)
                        .setLogon(fields.lowerText("subjectlogonid"))
                        .setRecord(fields.firstText("eventrecordid", "recordnumber"))
                        .setSuccess(true);
        return event(start, context);
    }

    static ProcessStart.Builder start(
            @Nullable String image, @Nullable String parent, @Nullable String line) {
        ArgumentShape shape =
                line == null ? null : ArgumentShape.ofLine(line, image == null ? "" : image);
        return ProcessStart.newBuilder()
                .setImage(EndpointFacts.baseName(image))
                .setParent(EndpointFacts.baseName(parent))
                .setDirectoryClass(EndpointFacts.directoryClass(image))
                .setArgumentShape(shape == null ? null : shape.shape())
                .setArguments(shape == null ? null : Integer.valueOf(shape.arguments()));
    }

    static Event event(ProcessStart.Builder builder, RecordContext context) throws Refusal {
        ProcessStart start = builder.setLog(context.name()).build();
        String image = start.getImage();
        String device = start.getDevice();
        if (image == null || device == null) {
            throw Refusal.missing("Image");
        }
        Draft draft = context.draft(start, start.getWhenMicros(), Action.SPAWN);
        Integer arguments = start.getArguments();
        draft.outcome(outcome(start.getSuccess()));
        draft.measure(Measure.ARGUMENTS, arguments == null ? null : Long.valueOf(arguments));
        draft.attribute(Attribute.IMAGE, image);
        draft.attribute(Attribute.DIRECTORY_CLASS, start.getDirectoryClass());
        draft.attribute(Attribute.COMPANY_CLAIM, start.getCompanyClaim());
        draft.attribute(Attribute.HASH, start.getHash());
        draft.attribute(Attribute.ARGUMENT_SHAPE, start.getArgumentShape());
        draft.attribute(Attribute.INTEGRITY, start.getIntegrity());
        draft.attribute(Attribute.ACCOUNT, start.getAccount());
        EndpointFacts.link(draft, start.getAccount());
        String parent = start.getParent();
        String peer = (parent == null ? UNKNOWN_PARENT : parent) + '>' + image;
        draft.role(
                true,
                EndpointFacts.machineKey(draft, device),
                device,
                EntityKeys.process(draft.site(), Texts.attribute(peer)),
                image,
                Zone.CORPORATE,
                Zone.CORPORATE);
        return draft.event();
    }

    private static Outcome outcome(@Nullable Boolean success) {
        if (success == null) {
            return Outcome.UNKNOWN;
        }
        return success ? Outcome.SUCCESS : Outcome.FAILURE;
    }

    private static @Nullable String account(RecordFields fields, String role) {
        return EndpointFacts.account(
                fields.verbatim(role + "domainname"), fields.verbatim(role + "username"));
    }

    /** Of {@code SHA1=..,MD5=..,SHA256=..} the strongest, in lower case. */
    static @Nullable String hash(@Nullable String hashes) {
        String best = null;
        int strength = 0;
        for (String each : hashes == null ? new String[0] : hashes.split(",", 16)) {
            int equals = each.indexOf('=');
            String kind = equals < 0 ? "" : Texts.lower(each.substring(0, equals).strip());
            int of =
                    switch (kind) {
                        case "sha256" -> 3;
                        case "sha1" -> 2;
                        case "md5" -> 1;
                        default -> 0;
                    };
            if (of > strength) {
                strength = of;
                best = Texts.lower(each.substring(equals + 1).strip());
            }
        }
        return best;
    }

    /** Of the well-known identifier of a label. */
    private static @Nullable String integrity(@Nullable String label) {
        return switch (label == null ? "" : label) {
            case "S-1-16-0" -> "untrusted";
            case "S-1-16-4096" -> "low";
            case "S-1-16-8192", "S-1-16-8448" -> "medium";
            case "S-1-16-12288" -> "high";
            case "S-1-16-16384" -> "system";
            default -> null;
        };
    }
}
