// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import io.touchline.simulator.random.Draws;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the network as Zeek writes them (column sets of Zeek 6). A conn row is written when the
 * connection ends, a dns row with the reply, a dhcp row with the last message; all others at their
 * time.
 */
public final class ZeekRows {
    private static final Duration TICKET = Duration.ofHours(10);

    /** Bytes of a usual head of a request. */
    public static final int REQUEST_HEAD = 280;

    /** Bytes of a usual head of a reply. */
    public static final int REPLY_HEAD = 210;

    private final Rows rows;

    public ZeekRows(Rows rows) {
        this.rows = rows;
    }

    public void conn(Flow flow) {
        boolean tcp = flow.proto().equals("tcp");
        boolean answered = !flow.state().equals("S0");
        boolean open = tcp && flow.state().equals("SF");
        boolean empty = flow.bytesOut() == 0 && flow.bytesIn() == 0;
        long packetsOut = flow.bytesOut() / 1200 + (open ? empty ? 3 : 5 : 1);
        long packetsIn = answered ? flow.bytesIn() / 1200 + (open ? empty ? 2 : 4 : 1) : 0;
        long overhead = tcp ? 40 : 28;
        Map<String, Object> row = ends(flow.start(), flow);
        row.put("proto", flow.proto());
        if (!flow.service().isEmpty()) {
            row.put("service", flow.service());
        }
        // a single packet has no duration
        row.put("duration", answered ? flow.duration() : null);
        row.put("orig_bytes", answered ? flow.bytesOut() : null);
        row.put("resp_bytes", answered ? flow.bytesIn() : null);
        row.put("conn_state", flow.state());
        row.put("local_orig", isInside(flow.from()));
        row.put("local_resp", isInside(flow.to()));
        row.put("missed_bytes", 0);
        row.put("history", history(flow, tcp));
        row.put("orig_pkts", packetsOut);
        row.put("orig_ip_bytes", flow.bytesOut() + packetsOut * overhead);
        row.put("resp_pkts", packetsIn);
        row.put("resp_ip_bytes", flow.bytesIn() + packetsIn * overhead);
        rows.add(new Row(Log.CONN, flow.end(), row));
    }

    private static String history(Flow flow, boolean tcp) {
        return switch (flow.state()) {
            case "S0" -> tcp ? "S" : "D";
            case "REJ" -> "Sr";
            default -> !tcp ? "Dd" : flow.bytesOut() + flow.bytesIn() == 0 ? "ShAFf" : "ShADadFf";
        };
    }

    /** A query for an A record; without an answer the name does not exist. */
    public void dns(Flow flow, int transaction, String query, @Nullable String answer) {
        Map<String, Object> row = ends(flow.start(), flow);
        row.put("proto", flow.proto());
        row.put("trans_id", transaction);
        row.put("rtt", flow.duration());
        row.put("query", query);
        row.put("qclass", 1);
        row.put("qclass_name", "C_INTERNET");
        row.put("qtype", 1);
        row.put("qtype_name", "A");
        row.put("rcode", answer == null ? 3 : 0);
        row.put("rcode_name", answer == null ? "NXDOMAIN" : "NOERROR");
        row.put("AA", false);
        row.put("TC", false);
        row.put("RD", true);
        row.put("RA", true);
        row.put("Z", 0);
        if (answer != null) {
            row.put("answers", List.of(answer));
            row.put("TTLs", List.of(Duration.ofMinutes(5)));
        }
        row.put("rejected", false);
        rows.add(new Row(Log.DNS, flow.end(), row));
    }

    /** {@code protocol} is what ALPN agreed on: h2, http/1.1. */
    public void ssl(Flow flow, String serverName, String protocol) {
        Map<String, Object> row = ends(flow.start(), flow);
        row.put("version", "TLSv13");
        row.put("cipher", "TLS_AES_256_GCM_SHA384");
        row.put("curve", "x25519");
        if (!serverName.isEmpty()) {
            row.put("server_name", serverName);
        }
        row.put("resumed", false);
        row.put("next_protocol", protocol);
        row.put("established", true);
        row.put("ssl_history", "CsiI");
        rows.add(new Row(Log.SSL, flow.start(), row));
    }

    /**
     * One request of a connection; its bodies are the payload of the flow less the heads.
     *
     * @param type MIME type of the reply
     */
    public void http(
            Flow flow,
            String method,
            String host,
            String uri,
            String agent,
            int status,
            String type) {
        Map<String, Object> row = ends(flow.start(), flow);
        row.put("trans_depth", 1);
        row.put("method", method);
        row.put("host", host);
        row.put("uri", uri);
        row.put("version", "1.1");
        row.put("user_agent", agent);
        long sent = Math.max(0, flow.bytesOut() - REQUEST_HEAD);
        row.put("request_body_len", method.equals("POST") ? sent : 0);
        row.put("response_body_len", Math.max(0, flow.bytesIn() - REPLY_HEAD));
        row.put("status_code", status);
        row.put("status_msg", status < 300 ? "OK" : status < 500 ? "Not Found" : "Error");
        row.put("tags", List.of());
        row.put("resp_mime_types", List.of(type));
        rows.add(new Row(Log.HTTP, flow.start(), row));
    }

    /** A client keeps its address by REQUEST and ACK; {@code hostName} null when it has none. */
    public void dhcp(
            Draws draws,
            Instant at,
            String server,
            String mac,
            String address,
            @Nullable String hostName,
            Duration lease) {
        Duration duration = Draws.micros(draws.between(900, 40_000));
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("ts", at);
        row.put("uids", List.of(draws.uid()));
        row.put("client_addr", address);
        row.put("server_addr", server);
        row.put("mac", mac);
        if (hostName != null) {
            row.put("host_name", hostName);
        }
        row.put("requested_addr", address);
        row.put("assigned_addr", address);
        row.put("lease_time", lease);
        row.put("msg_types", List.of("REQUEST", "ACK"));
        row.put("duration", duration);
        rows.add(new Row(Log.DHCP, at.plus(duration), row));
    }

    /** {@code type} AS or TGS; {@code error} null when the ticket was granted. */
    public void kerberos(
            Flow flow, String type, String client, String service, @Nullable String error) {
        Map<String, Object> row = ends(flow.start(), flow);
        row.put("request_type", type);
        row.put("client", client);
        row.put("service", service);
        row.put("success", error == null);
        if (error == null) {
            row.put("till", flow.start().plus(TICKET).truncatedTo(ChronoUnit.SECONDS));
            row.put("cipher", "aes256-cts-hmac-sha1-96");
            row.put("forwardable", true);
            row.put("renewable", true);
        } else {
            row.put("error_msg", error);
        }
        rows.add(new Row(Log.KERBEROS, flow.start(), row));
    }

    public void rdp(Flow flow, String cookie, String clientName) {
        Map<String, Object> row = ends(flow.start(), flow);
        row.put("cookie", cookie);
        row.put("result", "encrypted");
        row.put("security_protocol", "HYBRID");
        row.put("client_build", "RDP 10.7");
        row.put("client_name", clientName);
        rows.add(new Row(Log.RDP, flow.start().plusMillis(400), row));
    }

    /** {@code action} such as SMB::FILE_OPEN, SMB::FILE_WRITE, SMB::FILE_RENAME. */
    public void smbFile(
            Flow flow, Instant at, String action, String share, String name, long size) {
        Map<String, Object> row = ends(at, flow);
        row.put("action", action);
        row.put("path", share);
        row.put("name", name);
        row.put("size", size);
        rows.add(new Row(Log.SMB_FILES, at, row));
    }

    public void modbus(Flow flow, Instant at, String function, @Nullable String exception) {
        Map<String, Object> row = ends(at, flow);
        row.put("func", function);
        row.put("exception", exception);
        rows.add(new Row(Log.MODBUS, at, row));
    }

    /** ts to id.resp_p, in an order that may be added to. */
    static Map<String, Object> ends(Instant at, Flow flow) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("ts", at);
        row.put("uid", flow.uid());
        row.put("id.orig_h", flow.from());
        row.put("id.orig_p", flow.fromPort());
        row.put("id.resp_h", flow.to());
        row.put("id.resp_p", flow.toPort());
        return row;
    }

    private static boolean isInside(String address) {
        return address.startsWith("10.");
    }
}
