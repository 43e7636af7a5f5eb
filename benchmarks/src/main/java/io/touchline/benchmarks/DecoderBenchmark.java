// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.touchline.operators.ingest.DeadLetter;
import io.touchline.operators.ingest.DecodeOptions;
import io.touchline.operators.ingest.DecodeOutput;
import io.touchline.operators.ingest.FileFormat;
import io.touchline.operators.ingest.Frame;
import io.touchline.operators.ingest.FrameDecoder;
import io.touchline.operators.logs.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One record of a log: bytes to interactions, beside Jackson's data binding, which makes a map of
 * the same bytes and knows nothing of them. A row of a text form is compared with nothing.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecoderBenchmark {
    private static final long WRITTEN = 1_700_000_100_000L;
    private static final String ENDS =
            "{\"ts\":1700000000.512873,\"uid\":\"CHhAvVGS1DHFjwGM9\",\"id.orig_h\":\"10.10.1.23\","
                    + "\"id.orig_p\":50313,\"id.resp_h\":\"10.10.0.11\",\"id.resp_p\":443,";

    /** Of each log a record of ordinary size. */
    private static final Map<String, String> RECORDS =
            Map.ofEntries(
                    Map.entry(
                            "zeek.conn",
                            ENDS
                                    + "\"proto\":\"tcp\",\"service\":\"ssl\",\"duration\":12.291,"
                                    + "\"orig_bytes\":1820,\"resp_bytes\":48211,\"conn_state\":\"SF\","
                                    + "\"local_orig\":true,\"local_resp\":true,\"missed_bytes\":0,"
                                    + "\"history\":\"ShADadFf\",\"orig_pkts\":22,\"orig_ip_bytes\":2972,"
                                    + "\"resp_pkts\":41,\"resp_ip_bytes\":50351}"),
                    Map.entry(
                            "zeek.dns",
                            ENDS
                                    + "\"proto\":\"udp\",\"trans_id\":4711,\"query\":\"www.portal.example\","
                                    + "\"qclass\":1,\"qclass_name\":\"C_INTERNET\",\"qtype\":1,\"qtype_name\":\"A\","
                                    + "\"rcode\":0,\"rcode_name\":\"NOERROR\",\"rtt\":0.012,"
                                    + "\"answers\":[\"198.51.100.7\"],\"TTLs\":[300.0],\"rejected\":false}"),
                    Map.entry(
                            "zeek.http",
                            ENDS
                                    + "\"trans_depth\":1,\"method\":\"GET\",\"host\":\"www.portal.example\","
                                    + "\"uri\":\"/news/2026/05/a.html?x=1\",\"user_agent\":\"Mozilla/5.0 (Windows NT"
                                    + " 10.0; Win64; x64) AppleWebKit/537.36 Chrome/124.0 Safari/537.36\","
                                    + "\"request_body_len\":0,\"response_body_len\":18211,\"status_code\":200,"
                                    + "\"resp_mime_types\":[\"text/html\"]}"),
                    Map.entry(
                            "zeek.ssl",
                            ENDS
                                    + "\"version\":\"TLSv13\",\"cipher\":\"TLS_AES_128_GCM_SHA256\","
                                    + "\"server_name\":\"www.portal.example\",\"resumed\":false,"
                                    + "\"next_protocol\":\"h2\",\"established\":true}"),
                    Map.entry(
                            "zeek.modbus_detailed",
                            ENDS
                                    + "\"tid\":9,\"unit\":1,\"func\":\"READ_HOLDING_REGISTERS\",\"address\":40,"
                                    + "\"quantity\":4,\"request_values\":[],\"response_values\":[17,18,3,0],"
                                    + "\"modbus_detailed_link_id\":\"a1\",\"matched\":true}"),
                    Map.entry(
                            "suricata.flow",
                            "{\"timestamp\":\"2023-11-14T22:13:20.457984+0000\",\"flow_id\":1234567,"
                                    + "\"event_type\":\"flow\",\"src_ip\":\"10.10.1.23\",\"src_port\":50313,"
                                    + "\"dest_ip\":\"198.51.100.7\",\"dest_port\":443,\"proto\":\"TCP\","
                                    + "\"app_proto\":\"tls\",\"flow\":{\"pkts_toserver\":22,\"pkts_toclient\":41,"
                                    + "\"bytes_toserver\":2972,\"bytes_toclient\":50351,\"start\":"
                                    + "\"2023-11-14T22:13:08.457984+0000\",\"end\":\"2023-11-14T22:13:20.1+0000\","
                                    + "\"age\":12,\"state\":\"closed\",\"reason\":\"timeout\",\"alerted\":false}}"),
                    Map.entry(
                            "windows.sysmon",
                            "{\"@timestamp\":\"2023-11-14T22:13:20.512Z\",\"winlog\":{\"channel\":"
                                    + "\"Microsoft-Windows-Sysmon/Operational\",\"event_id\":1,\"computer_name\":"
                                    + "\"PC-14.arena.example\",\"event_data\":{\"UtcTime\":\"2023-11-14 22:13:20.511\","
                                    + "\"ProcessGuid\":\"{6f1d-1}\",\"Image\":\"C:\\\\Windows\\\\System32\\\\cmd.exe\","
                                    + "\"CommandLine\":\"cmd.exe /c whoami\",\"User\":\"ARENA\\\\anna.k\","
                                    + "\"Hashes\":\"SHA256=00ff\",\"ParentImage\":\"C:\\\\Windows\\\\explorer.exe\","
                                    + "\"IntegrityLevel\":\"Medium\"}}}"),
                    Map.entry(
                            "m365.audit",
                            "{\"CreationTime\":\"2023-11-14T22:13:20\",\"Id\":\"6f1d\",\"Operation\":"
                                    + "\"FileAccessed\",\"OrganizationId\":\"o\",\"RecordType\":6,\"UserType\":0,"
                                    + "\"UserKey\":\"k\",\"Workload\":\"SharePoint\",\"ResultStatus\":\"Succeeded\","
                                    + "\"UserId\":\"anna.k@arena.example\",\"ClientIP\":\"198.51.100.7\","
                                    + "\"ObjectId\":\"https://arena.example/a.docx\",\"UserAgent\":\"Mozilla/5.0\"}"),
                    Map.entry(
                            "aws.cloudtrail",
                            "{\"eventVersion\":\"1.08\",\"userIdentity\":{\"type\":\"IAMUser\",\"principalId\":\"A\","
                                    + "\"arn\":\"arn:aws:iam::1:user/anna\",\"accountId\":\"1\",\"userName\":\"anna\"},"
                                    + "\"eventTime\":\"2023-11-14T22:13:20Z\",\"eventSource\":\"s3.amazonaws.com\","
                                    + "\"eventName\":\"GetObject\",\"awsRegion\":\"eu-west-1\",\"sourceIPAddress\":"
                                    + "\"198.51.100.7\",\"userAgent\":\"aws-cli/2.0\",\"readOnly\":true,"
                                    + "\"eventID\":\"e1\",\"eventType\":\"AwsApiCall\",\"recipientAccountId\":\"1\"}"),
                    Map.entry(
                            "email.trace",
                            "{\"id\":\"1\",\"date\":\"2023-11-14T22:13:20+00:00\",\"from\":\"Bert <b@club.example>\","
                                    + "\"to\":\"Anna <anna.k@arena.example>\",\"return_path\":\"b@club.example\","
                                    + "\"reply_to\":\"\",\"subject\":\"lists\",\"message_id\":\"<1@club.example>\","
                                    + "\"received_hops\":3,\"client_ip\":\"198.51.100.7\",\"content_type\":"
                                    + "\"multipart/mixed\",\"size\":20480,\"n_attach\":1}"),
                    Map.entry(
                            "zeek.dhcp",
                            "{\"ts\":1700000000.5,\"uids\":[\"C1\"],\"client_addr\":\"10.10.1.23\",\"server_addr\":"
                                    + "\"10.10.0.10\",\"mac\":\"54:e1:ad:6c:06:eb\",\"host_name\":\"PC-14\","
                                    + "\"assigned_addr\":\"10.10.1.23\",\"lease_time\":43200.0,\"msg_types\":"
                                    + "[\"REQUEST\",\"ACK\"],\"duration\":0.01}"),
                    Map.entry(
                            "web.access",
                            "198.51.100.7 - - [14/Nov/2023:22:13:20 +0000] \"GET /tickets/a?x=1 HTTP/1.1\" 200"
                                    + " 5120 \"-\" \"Mozilla/5.0 (X11; Linux x86_64) Firefox/125.0\""));

    private static final String ROW =
            "1700000000.512873\tCHhAvVGS1DHFjwGM9\t10.10.1.23\t50313\t10.10.0.11\t443\ttcp\tssl\t12.291"
                    + "\t1820\t48211\tSF\tT\tT\t0\tShADadFf\t22\t2972\t41\t50351\t(empty)";

    private static final String COLUMNS =
            "ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto service duration orig_bytes"
                    + " resp_bytes conn_state local_orig local_resp missed_bytes history orig_pkts"
                    + " orig_ip_bytes resp_pkts resp_ip_bytes tunnel_parents";

    /** {@code zeek.conn.tsv} is the tab-separated form. */
    @Param({
        "zeek.conn",
        "zeek.conn.tsv",
        "zeek.dns",
        "zeek.http",
        "zeek.ssl",
        "zeek.dhcp",
        "zeek.modbus_detailed",
        "suricata.flow",
        "windows.sysmon",
        "m365.audit",
        "aws.cloudtrail",
        "email.trace",
        "web.access"
    })
    public String log = "zeek.conn";

    private final FrameDecoder decoder = new FrameDecoder(DecodeOptions.defaults());
    private final ObjectMapper jackson = new ObjectMapper();
    private final Last last = new Last();
    private Frame frame = frame("zeek.conn");

    private static final class Last implements DecodeOutput {
        private Event event = new Event("", 0, List.of(), List.of());

        @Override
        public void event(Event decoded) {
            event = decoded;
        }

        @Override
        public void dead(DeadLetter letter) {
            throw new IllegalStateException(letter.source() + ": " + letter.detail());
        }
    }

    @Setup
    public void prepare() {
        frame = frame(log);
        String source = touchline().source();
        if (!log.startsWith(source)) {
            throw new IllegalStateException(log + " is taken for " + source);
        }
    }

    @Benchmark
    public Event touchline() {
        decoder.decode(frame, last);
        return last.event;
    }

    /** Nothing to compare with where the record is no JSON. */
    @Benchmark
    public Object jackson() throws IOException {
        byte[] bytes = frame.bytes();
        return bytes[0] == '{' ? jackson.readValue(bytes, Map.class) : "";
    }

    private static Frame frame(String log) {
        boolean tsv = log.endsWith(".tsv");
        String format =
                tsv ? FileFormat.tsv("zeek.conn", Arrays.asList(COLUMNS.split(" "))).encode() : "";
        String text = tsv ? ROW : RECORDS.getOrDefault(log, "");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Frame("telemetry", tsv ? -1 : 0, 1, WRITTEN, format, bytes, false);
    }
}
