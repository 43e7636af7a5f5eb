// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import static io.touchline.simulator.wire.WrittenRows.names;
import static io.touchline.simulator.wire.WrittenRows.words;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Names are those of Winlogbeat's own test events of Sysmon. */
class EndpointRowsTest {
    private static final Instant T0 = Instant.parse("2026-06-06T12:00:00.250Z");
    private static final String EVENT = "action code kind provider";
    private static final String WINLOG =
            "channel computer_name event_data event_id opcode provider_guid provider_name task"
                    + " version";
    private static final WindowsProcess SHELL =
            new WindowsProcess("OFFICE-PC-07", "ARENA\\alex", "C:\\Windows\\ps.exe", "{A-1}", 4242);
    private static final WindowsProcess WORD =
            new WindowsProcess("OFFICE-PC-07", "ARENA\\alex", "C:\\Office\\w.exe", "{A-0}", 4100);

    private final WrittenRows written = new WrittenRows();
    private final EndpointRows endpoint = new EndpointRows(written);

    @Test
    void writesStartOfAProcess() {
        ProgramFile file = new ProgramFile("Microsoft Corporation", "Windows", "PS.EXE", "ab12");
        endpoint.processStarted(T0, SHELL, "ps -enc AA", file, WORD, "w.exe", "0x1f", "Medium");
        JsonNode data = envelope("1", "Process Create (rule: ProcessCreate)", 5);
        String sample =
                "CommandLine Company CurrentDirectory Description FileVersion Hashes Image"
                        + " IntegrityLevel LogonGuid LogonId OriginalFileName ParentCommandLine"
                        + " ParentImage ParentProcessGuid ParentProcessId ProcessGuid ProcessId"
                        + " Product RuleName TerminalSessionId User UtcTime";
        assertThat(names(data)).isSubsetOf(words(sample));
        assertThat(texts(data))
                .isEqualTo(
                        "RuleName=-|UtcTime=2026-06-06 12:00:00.250|ProcessGuid={A-1}"
                                + "|ProcessId=4242|Image=C:\\Windows\\ps.exe|Product=Windows"
                                + "|Company=Microsoft Corporation|OriginalFileName=PS.EXE"
                                + "|CommandLine=ps -enc AA|User=ARENA\\alex|LogonId=0x1f"
                                + "|IntegrityLevel=Medium|Hashes=SHA256=AB12"
                                + "|ParentProcessGuid={A-0}|ParentProcessId=4100"
                                + "|ParentImage=C:\\Office\\w.exe|ParentCommandLine=w.exe");
    }

    @Test
    void writesConnection() {
        endpoint.connected(flow(), SHELL, "cdn.example");
        JsonNode data = envelope("3", "Network connection detected (rule: NetworkConnect)", 5);
        String sample =
                "DestinationHostname DestinationIp DestinationIsIpv6 DestinationPort"
                        + " DestinationPortName Image Initiated ProcessGuid ProcessId Protocol"
                        + " RuleName SourceHostname SourceIp SourceIsIpv6 SourcePort"
                        + " SourcePortName User UtcTime";
        assertThat(names(data)).isSubsetOf(words(sample));
        assertThat(texts(data))
                .isEqualTo(
                        "RuleName=-|UtcTime=2026-06-06 12:00:00.250|ProcessGuid={A-1}"
                                + "|ProcessId=4242|Image=C:\\Windows\\ps.exe|User=ARENA\\alex"
                                + "|Protocol=tcp|Initiated=true|SourceIsIpv6=false"
                                + "|SourceIp=10.1.1.7|SourceHostname=OFFICE-PC-07"
                                + "|SourcePort=50123|DestinationIsIpv6=false"
                                + "|DestinationIp=192.0.2.4|DestinationHostname=cdn.example"
                                + "|DestinationPort=443");
    }

    @Test
    void leavesOutNameOfAnAddressWithoutOne() {
        endpoint.connected(flow(), SHELL, "");
        assertThat(written.json().at("/winlog/event_data").has("DestinationHostname")).isFalse();
    }

    @Test
    void writesFile() {
        endpoint.fileCreated(T0, SHELL, "C:\\Temp\\x.dll");
        JsonNode data = envelope("11", "File created (rule: FileCreate)", 2);
        assertThat(names(data))
                .containsExactlyElementsOf(
                        words(
                                "RuleName UtcTime ProcessGuid ProcessId Image TargetFilename"
                                        + " CreationUtcTime User"));
        assertThat(texts(data))
                .endsWith(
                        "|TargetFilename=C:\\Temp\\x.dll|CreationUtcTime=2026-06-06 12:00:00.250"
                                + "|User=ARENA\\alex");
    }

    @Test
    void writesQuery() {
        endpoint.queried(T0, SHELL, "cdn.example", "192.0.2.4");
        JsonNode data = envelope("22", "Dns query (rule: DnsQuery)", 5);
        assertThat(names(data))
                .containsExactlyElementsOf(
                        words(
                                "RuleName UtcTime ProcessGuid ProcessId Image QueryName"
                                        + " QueryStatus QueryResults User"));
        assertThat(texts(data))
                .endsWith(
                        "|QueryName=cdn.example|QueryStatus=0|QueryResults=::ffff:192.0.2.4;"
                                + "|User=ARENA\\alex");
    }

    @Test
    void writesQueryOfANameThatDoesNotExist() {
        endpoint.queried(T0, SHELL, "gone.example", "");
        assertThat(texts(written.json().at("/winlog/event_data")))
                .contains("|QueryStatus=9003|QueryResults=-|");
    }

    /** Checks all but the event data, which it returns. */
    private JsonNode envelope(String id, String task, int version) {
        JsonNode row = written.json();
        assertThat(written.row().log()).isEqualTo(Log.SYSMON);
        assertThat(written.row().written()).isEqualTo(T0.plusMillis(4));
        assertThat(names(row)).containsExactly("@timestamp", "event", "host", "log", "winlog");
        assertThat(row.get("@timestamp").asText()).isEqualTo("2026-06-06T12:00:00.254Z");
        assertThat(names(row.get("event"))).containsExactlyElementsOf(words(EVENT));
        assertThat(texts(row.get("event")))
                .isEqualTo(
                        "action="
                                + task
                                + "|code="
                                + id
                                + "|kind=event|provider=Microsoft-Windows-Sysmon");
        assertThat(row.at("/host/name").asText()).isEqualTo("OFFICE-PC-07");
        assertThat(row.at("/log/level").asText()).isEqualTo("information");
        JsonNode winlog = row.get("winlog");
        assertThat(names(winlog)).containsExactlyElementsOf(words(WINLOG));
        assertThat(winlog.get("channel").asText())
                .isEqualTo("Microsoft-Windows-Sysmon/Operational");
        assertThat(winlog.get("computer_name").asText()).isEqualTo("OFFICE-PC-07");
        assertThat(winlog.get("event_id").asText()).isEqualTo(id);
        assertThat(winlog.get("event_id").isTextual()).isTrue();
        assertThat(winlog.get("opcode").asText()).isEqualTo("Info");
        assertThat(winlog.get("provider_guid").asText())
                .isEqualTo("{5770385F-C22A-43E0-BF4C-06F5698FFBD9}");
        assertThat(winlog.get("provider_name").asText()).isEqualTo("Microsoft-Windows-Sysmon");
        assertThat(winlog.get("task").asText()).isEqualTo(task);
        assertThat(winlog.get("version").asInt()).isEqualTo(version);
        return winlog.get("event_data");
    }

    private static String texts(JsonNode object) {
        assertThat(object).allMatch(JsonNode::isTextual);
        return String.join(
                "|", names(object).stream().map(n -> n + "=" + object.get(n).asText()).toList());
    }

    private static Flow flow() {
        return new Flow(
                T0,
                Duration.ofSeconds(2),
                "CtestUid",
                "10.1.1.7",
                50123,
                "192.0.2.4",
                443,
                "tcp",
                "ssl",
                1,
                1,
                "SF");
    }
}
