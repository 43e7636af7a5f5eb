// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.identity.Binding;
import io.touchline.operators.logs.Event;
import io.touchline.operators.telemetry.DeadLetterReason;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.Channel;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows events, whoever shipped them. */
class EndpointTest {
    private static final String SHA = "AB".repeat(32);

    private static final Map<String, String> START =
            Map.ofEntries(
                    Map.entry("UtcTime", "2023-11-14 22:13:20.500"),
                    Map.entry("ProcessGuid", "{B3C1A5D2-0001-0000-0000-000000000001}"),
                    Map.entry("Image", "C:\\Users\\alex\\AppData\\Local\\Temp\\Setup.EXE"),
                    Map.entry("Company", "Example Works"),
                    Map.entry(
                            "CommandLine",
                            "\"C:\\Users\\alex\\AppData\\Local\\Temp\\Setup.EXE\" /Quiet"
                                    + " --key=hunter2 \"C:\\my files\\run.ps1\" -pGeheim"),
                    Map.entry("User", "ARENA\\Alex"),
                    Map.entry("LogonId", "0x3E9"),
                    Map.entry("IntegrityLevel", "High"),
                    Map.entry("Hashes", "MD5=00,SHA256=" + SHA + ",IMPHASH=11"),
                    Map.entry("ParentImage", "C:\\Windows\\explorer.exe"));

    @Test
    void aStartedProcessIsWhatItsMachineDid() {
        Interaction start = only(beats("1", START));
        assertThat(start.source()).isEqualTo("windows.sysmon");
        assertThat(start.channel()).isEqualTo(Channel.ENDPOINT);
        assertThat(start.action()).isEqualTo(Action.SPAWN);
        assertThat(start.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(start.acts()).isTrue();
        assertThat(start.when()).isEqualTo(1_700_000_000_500L);
        assertThat(start.entity()).isEqualTo("host:venue:tills-01");
        assertThat(start.peer()).isEqualTo("process:venue:explorer.exe>setup.exe");
        assertThat(start.links()).containsExactly("account:venue:arena\\alex");
        assertThat(start.measures()).containsExactly(Map.entry(Measure.ARGUMENTS, 4.0));
        assertThat(start.attributes())
                .containsOnly(
                        Map.entry(Attribute.IMAGE, "setup.exe"),
                        Map.entry(Attribute.DIRECTORY_CLASS, "temp"),
                        Map.entry(Attribute.COMPANY_CLAIM, "Example Works"),
                        Map.entry(Attribute.HASH, "ab".repeat(32)),
                        Map.entry(Attribute.ARGUMENT_SHAPE, "/q~8 --key=text~8 .ps1 -p~8"),
                        Map.entry(Attribute.INTEGRITY, "high"),
                        Map.entry(Attribute.ACCOUNT, "arena\\alex"));
    }

    @Test
    void everyShapeOfOneEventIsOneEvent() {
        Event beats = TestingDecodeOutput.live(beats("1", START)).onlyEvent();
        String system =
                "\"System\":{\"Provider\":{\"Name\":\"Microsoft-Windows-Sysmon\"},\"EventID\":1,"
                        + "\"TimeCreated\":{\"SystemTime\":\"2023-11-14T22:13:20.504Z\"},"
                        + "\"Computer\":\"TILLS-01.arena.example\"}";
        String attributes =
                "\"System\":{\"Provider\":{\"#attributes\":{\"Name\":\"Microsoft-Windows-Sysmon\"}},"
                        + "\"EventID\":{\"#attributes\":{\"Qualifiers\":0},\"#text\":1},"
                        + "\"TimeCreated\":{\"#attributes\":"
                        + "{\"SystemTime\":\"2023-11-14T22:13:20.504Z\"}},"
                        + "\"Computer\":\"TILLS-01.arena.example\"}";
        String data = json(START);
        String old =
                "{\"@timestamp\":\"2023-11-14T22:13:20.504Z\",\"event_id\":1,\"message\":\"Process"
                        + " Create\",\"source_name\":\"Microsoft-Windows-Sysmon\","
                        + "\"computer_name\":\"TILLS-01.arena.example\",\"event_data\":{"
                        + data
                        + "}}";
        String head =
                "{\"EventTime\":\"2023-11-14 23:13:20\",\"Hostname\":\"TILLS-01.arena.example\","
                        + "\"EventID\":1,\"SourceName\":\"Microsoft-Windows-Sysmon\",";
        for (String other :
                List.of(
                        xml("1", START),
                        "{\"Event\":{" + system + ",\"EventData\":{" + data + "}}}",
                        "{\"Event\":{" + attributes + ",\"EventData\":{" + data + "}}}",
                        old,
                        head + data + "}",
                        head + "\"@version\":\"1\",\"message\":\"for people\"," + data + "}",
                        head + "\"ExtraEventData\":{" + data + "}}",
                        head.toLowerCase(java.util.Locale.ROOT) + lowerNames(START) + "}",
                        "{\"@timestamp\":\"2023-11-14T22:13:21Z\",\"message\":"
                                + quoted(xml("1", START))
                                + "}")) {
            Event same = TestingDecodeOutput.live(other).onlyEvent();
            assertThat(same.from("", beats.shape(), beats.unknownFields()))
                    .as(other)
                    .isEqualTo(beats); // in another form
        }
    }

    @Test
    void aConnectionGoesToTheOtherEnd() {
        Map<String, String> data =
                Map.of(
                        "UtcTime", "2023-11-14 22:13:20.500",
                        "Image", "C:\\Program Files\\Till\\till.exe",
                        "User", "NT AUTHORITY\\SYSTEM",
                        "Protocol", "tcp",
                        "Initiated", "true",
                        "SourceIp", "10.0.0.5",
                        "SourcePort", "50000",
                        "DestinationIp", "66.63.168.35",
                        "DestinationHostname", "pay.example.org",
                        "DestinationPort", "443");
        Interaction out = only(beats("3", data));
        assertThat(out.action()).isEqualTo(Action.CONNECT);
        assertThat(out.acts()).isTrue();
        assertThat(out.entity()).isEqualTo("host:venue:tills-01");
        assertThat(out.peer()).isEqualTo("external:venue:66.63.168.35");
        assertThat(out.peerName()).isEqualTo("pay.example.org");
        assertThat(out.links()).isEmpty();
        assertThat(out.attributes())
                .containsOnly(
                        Map.entry(Attribute.IMAGE, "till.exe"),
                        Map.entry(Attribute.DIRECTORY_CLASS, "program"),
                        Map.entry(Attribute.ACCOUNT, "nt authority\\system"),
                        Map.entry(Attribute.RESPONDER_PORT, "443"));
        Map<String, String> inbound = new TreeMap<>(data);
        inbound.put("Initiated", "false");
        inbound.put("SourceIp", "10.0.0.9");
        inbound.put("DestinationIp", "10.0.0.5");
        Interaction in = only(beats("3", inbound));
        for (Map<String, String> each : List.of(data, inbound)) {
            Binding own = TestingDecodeOutput.live(beats("3", each)).onlyEvent().bindings().get(0);
            assertThat(own.kind()).isEqualTo(Binding.Kind.NAME);
            assertThat(own.address()).isEqualTo("10.0.0.5");
            assertThat(own.holder()).isEqualTo("tills-01");
        }
        assertThat(in.acts()).isFalse();
        assertThat(in.entity()).isEqualTo("host:venue:tills-01");
        assertThat(in.peer()).isEqualTo("address:venue:10.0.0.9");
        inbound.put("SourceIp", "127.0.0.1");
        assertThat(TestingDecodeOutput.live(beats("3", inbound)).interactions()).isEmpty();
        inbound.remove("SourceIp");
        assertThat(TestingDecodeOutput.live(beats("3", inbound)).onlyLetter().reason())
                .isEqualTo(DeadLetterReason.MISSING_FIELD);
    }

    @Test
    void aNameIsResolvedToItsDomain() {
        Map<String, String> data =
                new TreeMap<>(
                        Map.of(
                                "UtcTime", "2023-11-14 22:13:20.500",
                                "Image", "C:\\Windows\\System32\\svchost.exe",
                                "QueryName", "Cdn.Example.ORG.",
                                "QueryStatus", "0"));
        Interaction query = only(beats("22", data));
        assertThat(query.action()).isEqualTo(Action.RESOLVE);
        assertThat(query.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(query.peer()).isEqualTo("external:venue:example.org");
        assertThat(query.attributes())
                .containsOnly(
                        Map.entry(Attribute.IMAGE, "svchost.exe"),
                        Map.entry(Attribute.DIRECTORY_CLASS, "system"),
                        Map.entry(Attribute.DESTINATION, "example.org"));
        data.put("QueryStatus", "9003");
        assertThat(only(beats("22", data)).outcome()).isEqualTo(Outcome.FAILURE);
    }

    @Test
    void aFileIsWrittenIntoItsKindOfPlace() {
        Map<String, String> data =
                Map.of(
                        "UtcTime", "2023-11-14 22:13:20.500",
                        "Image", "C:\\Windows\\explorer.exe",
                        "User", "ARENA\\TILLS-01$",
                        "TargetFilename", "\\\\files\\share\\Plan.DOCX");
        Interaction file = only(beats("11", data));
        assertThat(file.action()).isEqualTo(Action.WRITE);
        assertThat(file.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(file.peer()).isEqualTo("service:venue:share");
        assertThat(file.links()).isEmpty();
        assertThat(file.attributes())
                .containsOnly(
                        Map.entry(Attribute.IMAGE, "explorer.exe"),
                        Map.entry(Attribute.FILE_EXTENSION, "docx"),
                        Map.entry(Attribute.ACCOUNT, "arena\\tills-01$"));
    }

    @Test
    void securityLogTellsOfProcessesToo() {
        String record =
                "{\"EventID\":\"4688\",\"ProviderName\":\"Microsoft-Windows-Security-Auditing\","
                        + "\"TimeCreated\":\"2023-11-14 22:13:20 +0000\","
                        + "\"Computer\":\"TILLS-01\",\"Channel\":\"Security\","
                        + "\"ExtraEventData\":{\"SubjectUserName\":\"TILLS-01$\","
                        + "\"SubjectDomainName\":\"ARENA\",\"TargetUserName\":\"-\","
                        + "\"NewProcessId\":\"0x1234\",\"MandatoryLabel\":\"S-1-16-16384\","
                        + "\"NewProcessName\":\"C:\\\\Windows\\\\System32\\\\net.exe\","
                        + "\"CommandLine\":\"net user guest Secret1 /add\"}}";
        Interaction start = only(record);
        assertThat(start.source()).isEqualTo("windows.security");
        assertThat(start.when()).isEqualTo(1_700_000_000_000L);
        assertThat(start.entity()).isEqualTo("host:venue:tills-01");
        assertThat(start.peer()).isEqualTo("process:venue:?>net.exe");
        assertThat(start.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(start.links()).isEmpty();
        assertThat(start.measures()).containsExactly(Map.entry(Measure.ARGUMENTS, 4.0));
        assertThat(start.attributes())
                .containsOnly(
                        Map.entry(Attribute.IMAGE, "net.exe"),
                        Map.entry(Attribute.DIRECTORY_CLASS, "system"),
                        Map.entry(Attribute.ARGUMENT_SHAPE, "word~4 word~8 text~8 /a~4"),
                        Map.entry(Attribute.INTEGRITY, "system"),
                        Map.entry(Attribute.ACCOUNT, "arena\\tills-01$"));
        String other = record.replace("4688", "4624");
        Event alone = TestingDecodeOutput.live(other).onlyEvent();
        assertThat(alone.source()).isEqualTo("windows.security");
        assertThat(alone.interactions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"UtcTime, MISSING_FIELD", "Image, MISSING_FIELD"})
    void aWrongTypeIsAsGoodAsNothing(String name, DeadLetterReason reason) {
        String record = beats("1", START).replace('"' + name + "\":\"", '"' + name + "\":[\"");
        int value = record.indexOf('"' + name + "\":[\"") + name.length() + 5;
        int end = record.indexOf('"', value);
        String broken = record.substring(0, end + 1) + ']' + record.substring(end + 1);
        TestingDecodeOutput out = TestingDecodeOutput.live(broken);
        if (name.equals("UtcTime")) {
            // the event log's own time is there
            assertThat(out.interactions().get(0).when()).isEqualTo(1_700_000_000_504L);
        } else {
            assertThat(out.onlyLetter().reason()).isEqualTo(reason);
        }
    }

    @Test
    void aLocalEventTimeYieldsToTheShippersOwn() {
        // Berlin: the clock on the wall is an hour ahead, and says no zone
        String record =
                "{\"EventTime\":\"2023-11-14 23:13:20\",\"@timestamp\":\"2023-11-14T22:13:21Z\","
                        + "\"Hostname\":\"TILLS-01\",\"EventID\":4688,\"SourceName\":"
                        + "\"Microsoft-Windows-Security-Auditing\","
                        + "\"NewProcessName\":\"C:\\\\Windows\\\\net.exe\"}";
        assertThat(only(record).when()).isEqualTo(1_700_000_001_000L);
    }

    @Test
    void survivesAHugeCommandLine() {
        Map<String, String> data = new TreeMap<>(START);
        data.put("CommandLine", "x " + "\"a ".repeat(200_000));
        assertThat(only(beats("1", data)).attributes().get(Attribute.ARGUMENT_SHAPE)).isNotEmpty();
        data.put("CommandLine", "x " + "-a ".repeat(200_000));
        assertThat(only(beats("1", data)).attributes().get(Attribute.ARGUMENT_SHAPE))
                .isEqualTo("-a ".repeat(16).strip());
    }

    @Test
    void fileOfXmlEventsIsReadByItsLines() {
        FileFormat format = FileFormat.lines("windows.sysmon", List.of());
        TestingDecodeOutput out = TestingDecodeOutput.ofFile(format, xml("1", START));
        assertThat(out.interactions()).hasSize(1);
        assertThat(
                        WriteTime.ofFile(
                                format.encode(), xml("1", START).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(1_700_000_000_504L);
    }

    private static Interaction only(String record) {
        List<Interaction> all = TestingDecodeOutput.live(record).interactions();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static String beats(String id, Map<String, String> data) {
        return "{\"@timestamp\":\"2023-11-14T22:13:20.504Z\",\"event\":{\"code\":\""
                + id
                + "\",\"kind\":\"event\"},\"host\":{\"name\":\"TILLS-01\"},\"winlog\":{\"channel\":"
                + "\"Microsoft-Windows-Sysmon/Operational\",\"computer_name\":"
                + "\"TILLS-01.arena.example\",\"event_data\":{"
                + json(data)
                + "},\"event_id\":\""
                + id
                + "\",\"provider_name\":\"Microsoft-Windows-Sysmon\"}}";
    }

    private static String xml(String id, Map<String, String> data) {
        StringBuilder xml =
                new StringBuilder(
                        "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'>"
                                + "<System><Provider Name='Microsoft-Windows-Sysmon'/><EventID>"
                                + id
                                + "</EventID><TimeCreated SystemTime="
                                + "'2023-11-14T22:13:20.504000000Z'/>"
                                + "<Computer>TILLS-01.arena.example</Computer></System>"
                                + "<EventData>");
        new TreeMap<>(data)
                .forEach(
                        (name, value) ->
                                xml.append("<Data Name='" + name + "'>")
                                        .append(value.replace("&", "&amp;"))
                                        .append("</Data>"));
        return xml.append("</EventData></Event>").toString();
    }

    private static String json(Map<String, String> data) {
        StringBuilder json = new StringBuilder();
        new TreeMap<>(data)
                .forEach(
                        (name, value) ->
                                json.append(json.length() == 0 ? "" : ",")
                                        .append('"' + name + "\":")
                                        .append(quoted(value)));
        return json.toString();
    }

    private static String lowerNames(Map<String, String> data) {
        Map<String, String> lower = new TreeMap<>();
        data.forEach((name, value) -> lower.put(name.toLowerCase(java.util.Locale.ROOT), value));
        return json(lower);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
