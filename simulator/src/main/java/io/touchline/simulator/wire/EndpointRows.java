// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Rows of Windows computers: what Sysmon records, as Winlogbeat ships it. Event data are text, a
 * number too. An event is written a moment after its {@code UtcTime}.
 */
public final class EndpointRows {
    private static final Duration NOTICED = Duration.ofMillis(4);
    private static final String PROVIDER = "Microsoft-Windows-Sysmon";
    private static final String PROVIDER_GUID = "{5770385F-C22A-43E0-BF4C-06F5698FFBD9}";

    private final Rows rows;

    public EndpointRows(Rows rows) {
        this.rows = rows;
    }

    /** A kind of event, with what Windows calls it. */
    private enum Kind {
        PROCESS(1, 5, "Process Create (rule: ProcessCreate)"),
        CONNECTION(3, 5, "Network connection detected (rule: NetworkConnect)"),
        FILE(11, 2, "File created (rule: FileCreate)"),
        QUERY(22, 5, "Dns query (rule: DnsQuery)");

        private final int id;
        private final int version;
        private final String task;

        Kind(int id, int version, String task) {
            this.id = id;
            this.version = version;
            this.task = task;
        }
    }

    /**
     * Sysmon 1.
     *
     * @param parent of the same computer
     * @param integrity Low, Medium, High or System
     */
    public void processStarted(
            Instant at,
            WindowsProcess process,
            String commandLine,
            ProgramFile file,
            WindowsProcess parent,
            String parentCommandLine,
            String logonId,
            String integrity) {
        Map<String, Object> data = data(at, process);
        data.put("Product", file.product());
        data.put("Company", file.company());
        data.put("OriginalFileName", file.originalFileName());
        data.put("CommandLine", commandLine);
        data.put("User", process.user());
        data.put("LogonId", logonId);
        data.put("IntegrityLevel", integrity);
        data.put("Hashes", "SHA256=" + file.sha256().toUpperCase(Locale.ROOT));
        data.put("ParentProcessGuid", parent.guid());
        data.put("ParentProcessId", Integer.toString(parent.id()));
        data.put("ParentImage", parent.image());
        data.put("ParentCommandLine", parentCommandLine);
        write(at, process.host(), Kind.PROCESS, data);
    }

    /** Sysmon 3, on the side that began; {@code name} empty where the address has none. */
    public void connected(Flow flow, WindowsProcess process, String name) {
        Map<String, Object> data = data(flow.start(), process);
        data.put("User", process.user());
        data.put("Protocol", flow.proto());
        data.put("Initiated", "true");
        data.put("SourceIsIpv6", "false");
        data.put("SourceIp", flow.from());
        data.put("SourceHostname", process.host());
        data.put("SourcePort", Integer.toString(flow.fromPort()));
        data.put("DestinationIsIpv6", "false");
        data.put("DestinationIp", flow.to());
        if (!name.isEmpty()) {
            data.put("DestinationHostname", name);
        }
        data.put("DestinationPort", Integer.toString(flow.toPort()));
        write(flow.start(), process.host(), Kind.CONNECTION, data);
    }

    /** Sysmon 11: a file created or overwritten. */
    public void fileCreated(Instant at, WindowsProcess process, String path) {
        Map<String, Object> data = data(at, process);
        data.put("TargetFilename", path);
        data.put("CreationUtcTime", IsoText.spaced(at));
        data.put("User", process.user());
        write(at, process.host(), Kind.FILE, data);
    }

    /** Sysmon 22; {@code address} empty when the name does not exist. */
    public void queried(Instant at, WindowsProcess process, String name, String address) {
        Map<String, Object> data = data(at, process);
        data.put("QueryName", name);
        // 9003: DNS_ERROR_RCODE_NAME_ERROR
        data.put("QueryStatus", address.isEmpty() ? "9003" : "0");
        data.put("QueryResults", address.isEmpty() ? "-" : "::ffff:" + address + ";");
        data.put("User", process.user());
        write(at, process.host(), Kind.QUERY, data);
    }

    private static Map<String, Object> data(Instant at, WindowsProcess process) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("RuleName", "-");
        data.put("UtcTime", IsoText.spaced(at));
        data.put("ProcessGuid", process.guid());
        data.put("ProcessId", Integer.toString(process.id()));
        data.put("Image", process.image());
        return data;
    }

    private void write(Instant at, String host, Kind kind, Map<String, Object> data) {
        Instant written = at.plus(NOTICED);
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("action", kind.task);
        event.put("code", Integer.toString(kind.id));
        event.put("kind", "event");
        event.put("provider", PROVIDER);
        Map<String, Object> winlog = new LinkedHashMap<>();
        winlog.put("channel", PROVIDER + "/Operational");
        winlog.put("computer_name", host);
        winlog.put("event_data", data);
        winlog.put("event_id", Integer.toString(kind.id));
        winlog.put("opcode", "Info");
        winlog.put("provider_guid", PROVIDER_GUID);
        winlog.put("provider_name", PROVIDER);
        winlog.put("task", kind.task);
        winlog.put("version", kind.version);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("@timestamp", IsoText.millis(written));
        row.put("event", event);
        row.put("host", Map.of("name", host));
        row.put("log", Map.of("level", "information"));
        row.put("winlog", winlog);
        rows.add(new Row(Log.SYSMON, written, row));
    }
}
