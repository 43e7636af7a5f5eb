// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator;

import io.touchline.simulator.Logs.LogFile;
import io.touchline.simulator.random.Draws;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows as Zeek writes them (column sets of Zeek 6; modbus in its oldest form, one row per reply).
 *
 * <p>Times are epoch seconds with six decimals. A conn row is written when the connection ends, a
 * dns row with the reply, a dhcp row with the last message; all others at their time.
 */
final class Zeek {
    /** qclass to Z of an A record found. */
    private static final String ANSWERED = "1\tC_INTERNET\t1\tA\t0\tNOERROR\tF\tF\tT\tT\t0";

    /** status_code to resp_mime_types. */
    private static final String SERVED =
            "200\tOK\t-\t-\t(empty)\t-\t-\t-\t-\t-\t-\t-\t-\ttext/html";

    /** cipher to server_cert_fuid. */
    private static final String RENEWABLE = "aes256-cts-hmac-sha1-96\tT\tT\t-\t-\t-\t-";

    private final Logs logs;

    Zeek(Logs logs) {
        this.logs = logs;
    }

    void conn(Flow flow) {
        boolean tcp = flow.proto().equals("tcp");
        long packetsOut = flow.bytesOut() / 1200 + (tcp ? 5 : 1);
        long packetsIn = flow.bytesIn() / 1200 + (tcp ? 4 : 1);
        long overhead = tcp ? 40 : 28;
        Map<String, Object> row = endpoints(flow);
        row.put("proto", flow.proto());
        row.put("service", flow.service());
        row.put("duration", seconds(flow.duration()));
        row.put("orig_bytes", flow.bytesOut());
        row.put("resp_bytes", flow.bytesIn());
        row.put("conn_state", "SF");
        row.put("local_orig", isLocal(flow.from()));
        row.put("local_resp", isLocal(flow.to()));
        row.put("missed_bytes", 0);
        row.put("history", tcp ? "ShADadFf" : "Dd");
        row.put("orig_pkts", packetsOut);
        row.put("orig_ip_bytes", flow.bytesOut() + packetsOut * overhead);
        row.put("resp_pkts", packetsIn);
        row.put("resp_ip_bytes", flow.bytesIn() + packetsIn * overhead);
        logs.json(LogFile.CONN, flow.end(), row);
    }

    /** A query for an A record and its one answer. */
    void dns(Flow flow, int transaction, String query, String answer) {
        logs.tsv(
                LogFile.DNS,
                flow.end(),
                endpoints(flow.start(), flow),
                flow.proto(),
                transaction,
                seconds(flow.duration()),
                query,
                ANSWERED,
                answer,
                "300.000000",
                "F");
    }

    void ssl(Flow flow, String serverName) {
        Map<String, Object> row = endpoints(flow);
        row.put("version", "TLSv13");
        row.put("cipher", "TLS_AES_256_GCM_SHA384");
        row.put("curve", "x25519");
        row.put("server_name", serverName);
        row.put("resumed", false);
        row.put("next_protocol", "h2");
        row.put("established", true);
        row.put("ssl_history", "CsiI");
        logs.json(LogFile.SSL, flow.start(), row);
    }

    /** One request; body lengths are the payload of the flow. */
    void http(Flow flow, String method, String host, String uri, String userAgent) {
        logs.tsv(
                LogFile.HTTP,
                flow.start(),
                endpoints(flow.start(), flow),
                1,
                method,
                host,
                uri,
                null,
                "1.1",
                userAgent,
                null,
                method.equals("POST") ? flow.bytesOut() : 0,
                flow.bytesIn(),
                SERVED);
    }

    /** A client keeps its address by REQUEST and ACK; {@code hostName} null when it has none. */
    void dhcp(
            Draws draws,
            Instant at,
            String server,
            String mac,
            String address,
            @Nullable String hostName,
            Duration lease) {
        Duration duration = Draws.micros(draws.between(900, 40_000));
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("ts", seconds(at));
        row.put("uids", List.of(draws.uid()));
        row.put("client_addr", address);
        row.put("server_addr", server);
        row.put("mac", mac);
        if (hostName != null) {
            row.put("host_name", hostName);
            row.put("domain", Venue.DOMAIN);
        }
        row.put("requested_addr", address);
        row.put("assigned_addr", address);
        row.put("lease_time", (double) lease.toSeconds());
        row.put("msg_types", List.of("REQUEST", "ACK"));
        row.put("duration", seconds(duration));
        logs.json(LogFile.DHCP, at.plus(duration), row);
    }

    /** A granted ticket, good for ten hours. */
    void kerberos(Flow flow, String type, String client, String service) {
        logs.tsv(
                LogFile.KERBEROS,
                flow.start(),
                endpoints(flow.start(), flow),
                type,
                client,
                service,
                "T",
                null,
                null,
                seconds(flow.start().plus(Duration.ofHours(10)).truncatedTo(ChronoUnit.SECONDS)),
                RENEWABLE);
    }

    void modbus(Flow flow, Instant at, String function) {
        logs.tsv(LogFile.MODBUS, at, endpoints(at, flow), function, null);
    }

    /** ts to id.resp_p. */
    private static String endpoints(Instant at, Flow flow) {
        return String.join(
                "\t",
                seconds(at).toPlainString(),
                flow.uid(),
                flow.from(),
                Integer.toString(flow.fromPort()),
                flow.to(),
                Integer.toString(flow.toPort()));
    }

    private static Map<String, Object> endpoints(Flow flow) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("ts", seconds(flow.start()));
        row.put("uid", flow.uid());
        row.put("id.orig_h", flow.from());
        row.put("id.orig_p", flow.fromPort());
        row.put("id.resp_h", flow.to());
        row.put("id.resp_p", flow.toPort());
        return row;
    }

    private static boolean isLocal(String address) {
        return address.startsWith("10.");
    }

    private static BigDecimal seconds(Instant at) {
        return BigDecimal.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, at), 6);
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos() / 1000, 6);
    }
}
