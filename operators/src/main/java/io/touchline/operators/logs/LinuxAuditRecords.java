// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.schemas.avro.ProcessStart;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * linux.audit: one event of the kernel's audit, the lines of which are one record. Only an execve
 * says something by itself.
 */
final class LinuxAuditRecords {
    private static final int MAX_ARGUMENTS = 256;

    /** What the kernel writes for an id that was never set. */
    private static final String UNSET = "4294967295";

    private LinuxAuditRecords() {}

    static Event event(RecordFields fields, RecordContext context) throws Refusal {
        String program = unhexed(fields.verbatim("a0.execve"));
        String exe = unhexed(fields.verbatim("exe"));
        // a shipper may send the lines one by one: then only the arguments name the program
        String image = exe == null ? program : exe;
        if (program == null || image == null) {
            return Event.alone(context.name(), context.writeTime());
        }
        List<String> arguments = arguments(fields);
        ArgumentShape shape = ArgumentShape.of(arguments, false);
        Integer argc = fields.number("argc");
        String success = fields.lowerText("success");
        ProcessStart.Builder start =
                ProcessRecords.start(image, null, null)
                        .setWhenMicros(fields.mandatoryMoment("audit_time"))
                        .setDirectoryClass(
                                image.startsWith("/") ? EndpointFacts.directoryClass(image) : null)
                        .setDevice(EndpointFacts.machine(fields, "node"))
                        .setProcessId(processId(fields))
                        .setArgumentShape(shape.shape())
                        .setArguments(argc == null || argc < 1 ? shape.arguments() : argc - 1)
                        .setAccount(account(fields))
                        .setLogon(id(fields, "ses"))
                        .setSuccess(success == null ? null : success.equals("yes"));
        return ProcessRecords.event(start, context);
    }

    /** A process may replace its program many times: the serial tells these apart. */
    private static @Nullable String processId(RecordFields fields) {
        String pid = fields.text("pid");
        String serial = fields.text("audit_serial");
        return pid == null || serial == null ? pid : pid + '@' + serial;
    }

    private static List<String> arguments(RecordFields fields) {
        List<String> arguments = new ArrayList<>();
        for (int i = 1; i < MAX_ARGUMENTS; i++) {
            String argument = unhexed(fields.verbatim("a" + i + ".execve"));
            if (argument == null) {
                break;
            }
            arguments.add(argument);
        }
        return arguments;
    }

    /** Who logged on, else who it runs as: by name, if the daemon resolved it. */
    private static @Nullable String account(RecordFields fields) {
        String person = EndpointFacts.account(null, id(fields, "AUID"));
        String number = person == null ? id(fields, "auid") : person;
        String user = number == null ? EndpointFacts.account(null, id(fields, "UID")) : number;
        return user == null ? id(fields, "uid") : user;
    }

    private static @Nullable String id(RecordFields fields, String name) {
        String value = fields.verbatim(name);
        String id = value == null ? null : value.replace("\"", "");
        return id == null || id.equals(UNSET) || id.equals("unset") ? null : id;
    }

    /** A quoted value as it stands; one without quotes is hexadecimal if it can be. */
    private static @Nullable String unhexed(@Nullable String value) {
        if (value == null) {
            return null;
        }
        if (value.length() > 1 && value.startsWith("\"")) {
            int end = value.endsWith("\"") ? value.length() - 1 : value.length();
            return value.substring(1, end);
        }
        try {
            boolean even = value.length() % 2 == 0;
            return even
                    ? new String(HexFormat.of().parseHex(value), StandardCharsets.UTF_8)
                    : value;
        } catch (IllegalArgumentException e) {
            return value; // a daemon that writes no quotes
        }
    }
}
