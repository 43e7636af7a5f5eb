// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import static io.touchline.operators.logs.Log.at;
import static io.touchline.operators.logs.Log.log;
import static io.touchline.schemas.Action.CONNECT;
import static io.touchline.schemas.Action.REQUEST;
import static io.touchline.schemas.Action.RESOLVE;
import static io.touchline.schemas.Channel.NETWORK;

import io.touchline.schemas.Attribute;
import io.touchline.schemas.Measure;
import java.util.ArrayList;
import java.util.List;

/**
 * The event types of Suricata's EVE log, each a log of its own. What Zeek has a log for is read
 * under Zeek's names.
 */
final class EveLogs {
    private static final String[] ENDS = {
        "ts=timestamp",
        "uid=flow_id",
        "id.orig_h=src_ip",
        "id.orig_p=src_port",
        "id.resp_h=dest_ip",
        "id.resp_p=dest_port"
    };

    static final List<Log> ALL = all();

    private EveLogs() {}

    private static List<Log> all() {
        List<Log> logs = new ArrayList<>();
        logs.add(flow());
        logs.add(dns());
        logs.add(http());
        logs.add(tls());
        logs.add(ssh());
        for (String type : List.of("alert", "anomaly")) {
            logs.add(
                    ZeekLogs.notices("suricata." + type)
                            .told(type, "event_type", "timestamp", "event_type", "event_type")
                            .written(at("timestamp"))
                            .attributes(Attribute.COMMUNITY_ID)
                            .read(NoticeRecords::eve));
        }
        partner(logs, "joins the transfer that carried it", "fileinfo");
        partner(
                logs,
                "its flow is told in flow",
                "ftp ftp_data smtp smb rdp rfb mqtt modbus dnp3 enip krb5 snmp dhcp sip ike tftp"
                        + " nfs http2 quic pgsql bittorrent_dht ldap websocket arp pop3");
        partner(logs, "tells of the sensor, not of the venue", "stats drop");
        return List.copyOf(logs);
    }

    private static Log flow() {
        return log("suricata.flow")
                .told("flow", "event_type", "flow_id")
                .renames(ENDS)
                .renames(
                        "ts=flow.start",
                        "service=app_proto",
                        "conn_state=flow.state",
                        "orig_bytes=flow.bytes_toserver",
                        "resp_bytes=flow.bytes_toclient",
                        "orig_pkts=flow.pkts_toserver",
                        "resp_pkts=flow.pkts_toclient")
                .written(FlowRecords::eveWritten)
                .on(NETWORK, CONNECT)
                .role(ZeekLogs.ORIGINATOR, ZeekLogs.OTHER_END)
                .role(ZeekLogs.RESPONDER, ZeekLogs.CLIENT)
                .outcome("flow.state: answered and established or closed success; new TCP failure")
                .measures(
                        Measure.BYTES_OUT,
                        Measure.BYTES_IN,
                        Measure.PACKETS_OUT,
                        Measure.PACKETS_IN,
                        Measure.DURATION_MILLIS)
                .attributes(
                        Attribute.PROTO,
                        Attribute.SERVICE,
                        Attribute.RESPONDER_PORT,
                        Attribute.COUNTRY,
                        Attribute.ASN,
                        Attribute.COMMUNITY_ID)
                .read(FlowRecords::eve);
    }

    private static Log dns() {
        return log("suricata.dns")
                .told("dns", "event_type", "src_ip", "timestamp")
                .written(at("timestamp"))
                .on(NETWORK, RESOLVE)
                .role(ZeekLogs.ORIGINATOR, "the registered domain")
                .role(ZeekLogs.RESPONDER + ", of a query from outside", ZeekLogs.CLIENT)
                .outcome("of a question none; an answer is an interaction where it says no")
                .measures(Measure.RTT_MILLIS, Measure.ANSWERS)
                .attributes(
                        Attribute.QUERY_TYPE,
                        Attribute.RESOLVER,
                        Attribute.DESTINATION,
                        Attribute.TOOL_FAMILY)
                .silent("answers that say yes: their question has told")
                .read(NameRecords::eve);
    }

    private static Log http() {
        return log("suricata.http")
                .told("http", "event_type", "src_ip", "timestamp")
                .renames(ENDS)
                .renames(
                        "trans_depth=tx_id",
                        "method=http.http_method",
                        "host=http.hostname",
                        "uri=http.url",
                        "referrer=http.http_refer",
                        "user_agent=http.http_user_agent",
                        "response_body_len=http.length",
                        "status_code=http.status",
                        "resp_mime_types=http.http_content_type")
                .written(at("timestamp"))
                .on(NETWORK, REQUEST)
                .role(ZeekLogs.ORIGINATOR, "the host asked for; the responder where it is our own")
                .role(ZeekLogs.RESPONDER, ZeekLogs.CLIENT)
                .outcome("status: below 400 success; 401 403 407 denied; else failure")
                .measures(Measure.BYTES_OUT, Measure.BYTES_IN)
                .attributes(
                        Attribute.METHOD,
                        Attribute.PATH_SHAPE,
                        Attribute.STATUS_CLASS,
                        Attribute.CONTENT_TYPE,
                        Attribute.USER_AGENT_FAMILY,
                        Attribute.USER_AGENT,
                        Attribute.DESTINATION,
                        Attribute.TOOL_FAMILY,
                        Attribute.COUNTRY,
                        Attribute.ASN)
                .read(WebRecords::http);
    }

    private static Log tls() {
        return log("suricata.tls")
                .told("tls", "event_type", "src_ip", "timestamp")
                .renames(ENDS)
                .renames(
                        "server_name=tls.sni",
                        "version=tls.version",
                        "subject=tls.subject",
                        "issuer=tls.issuerdn",
                        "ja3=tls.ja3.hash",
                        "ja3s=tls.ja3s.hash",
                        "ja4=tls.ja4",
                        "cert_chain_fps=tls.fingerprint",
                        "resumed=tls.session_resumed")
                .written(at("timestamp"))
                .on(NETWORK, CONNECT)
                .role(ZeekLogs.ORIGINATOR, "sni, else the responder")
                .role(ZeekLogs.RESPONDER, ZeekLogs.CLIENT)
                .outcome("always success: it is written once the session stands")
                .attributes(
                        Attribute.SERVICE,
                        Attribute.RESPONDER_PORT,
                        Attribute.TLS_VERSION,
                        Attribute.ISSUER,
                        Attribute.JA3,
                        Attribute.JA4,
                        Attribute.DESTINATION,
                        Attribute.TOOL_FAMILY,
                        Attribute.COUNTRY,
                        Attribute.ASN)
                .read(TlsRecords::eve);
    }

    private static Log ssh() {
        return ZeekLogs.session("suricata.ssh")
                .told("ssh", "event_type", "src_ip", "timestamp")
                .renames(ENDS)
                .renames("client=ssh.client.software_version", "server=ssh.server.software_version")
                .written(at("timestamp"))
                .read(LogonRecords::ssh);
    }

    private static void partner(List<Log> logs, String why, String types) {
        for (String type : types.split(" ")) {
            logs.add(
                    log("suricata." + type)
                            .told(type, "event_type", "timestamp", "event_type")
                            .written(at("timestamp"))
                            .partner(why));
        }
    }
}
