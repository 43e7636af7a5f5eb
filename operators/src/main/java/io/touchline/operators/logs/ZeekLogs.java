// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import static io.touchline.operators.logs.Log.ends;
import static io.touchline.operators.logs.Log.log;
import static io.touchline.schemas.Action.ALERT;
import static io.touchline.schemas.Action.CONNECT;
import static io.touchline.schemas.Action.DISCOVER;
import static io.touchline.schemas.Action.LOG_ON;
import static io.touchline.schemas.Action.READ;
import static io.touchline.schemas.Action.REQUEST;
import static io.touchline.schemas.Action.RESOLVE;
import static io.touchline.schemas.Action.WRITE;
import static io.touchline.schemas.Channel.NETWORK;

import io.touchline.schemas.Attribute;
import io.touchline.schemas.Measure;
import java.util.ArrayList;
import java.util.List;

/** The logs of Zeek's own analyzers but those of controllers ({@link OtLogs}). */
final class ZeekLogs {
    static final String ORIGINATOR = "device of the originator";
    static final String RESPONDER = "device of the responder, acted upon";
    static final String OTHER_END = "the other end";
    static final String CLIENT = "the client; outside, its /24 or /48";

    private static final String ID = "ts uid id.orig_h id.orig_p id.resp_h id.resp_p ";
    private static final String FLOW =
            ID
                    + "proto service duration orig_bytes resp_bytes conn_state local_orig"
                    + " local_resp missed_bytes history orig_pkts orig_ip_bytes resp_pkts"
                    + " resp_ip_bytes tunnel_parents";
    private static final String NAMES =
            "query qclass qclass_name qtype qtype_name rcode rcode_name AA TC RD RA Z answers TTLs"
                    + " rejected";
    private static final String REPLY =
            "request_body_len response_body_len status_code status_msg info_code info_msg tags"
                    + " username password proxied orig_fuids orig_filenames orig_mime_types"
                    + " resp_fuids resp_filenames resp_mime_types";

    static final List<Log> ALL = all();

    private ZeekLogs() {}

    private static List<Log> all() {
        List<Log> logs = new ArrayList<>();
        logs.add(conn());
        logs.add(dns());
        logs.add(http());
        logs.add(ssl());
        logs.add(dhcp());
        logs.add(kerberos());
        logs.add(quic());
        logs.add(ntlm());
        logs.add(radius());
        logs.add(
                session("zeek.ssh")
                        .told("auth_success", "id.orig_h", "kex_alg")
                        .outcome("auth_success")
                        .read(LogonRecords::ssh));
        logs.add(
                session("zeek.rdp")
                        .told("security_protocol", "id.orig_h", "cookie")
                        .outcome("result, where it is not encrypted")
                        .read(LogonRecords::rdp));
        logs.add(
                shares("zeek.smb_mapping")
                        .told("share_type", "id.orig_h", "path")
                        .read(ShareRecords::mapping));
        logs.add(
                shares("zeek.smb_files")
                        .told("prev_name", "id.orig_h", "action")
                        .told("action", "id.orig_h", "name", "size")
                        .read(ShareRecords::files));
        logs.add(
                notices("zeek.notice")
                        .told("note", "msg", "suppress_for")
                        .silent("without addresses: about the sensor or a group")
                        .read(NoticeRecords::notice));
        logs.add(
                notices("zeek.weird")
                        .told("peer", "name", "notice")
                        .silent("without addresses, or between addresses of nobody")
                        .read(NoticeRecords::weird));
        logs.add(
                log("zeek.arp")
                        .told("operation", "orig_hw", "resp_hw")
                        .binds(
                                "the sender's own address to its mac, where the frame came from"
                                        + " it: as zeek.conn does")
                        .partner(
                                "who asks who an address is: hosts do so all day",
                                ArpRecords::event));
        logs.addAll(partners());
        return List.copyOf(logs);
    }

    private static Log conn() {
        return log("zeek.conn")
                .told("conn_state", "id.orig_h", "proto")
                .columns(FLOW)
                .columns(FLOW + " ip_proto")
                .written(ends("ts", "duration"))
                .on(NETWORK, CONNECT)
                .role(ORIGINATOR, OTHER_END)
                .role(RESPONDER, CLIENT)
                .outcome(
                        "conn_state: SF S1 S2 S3 success; REJ S0 RSTOS0 RSTRH SH SHR failure;"
                                + " RSTO RSTR success if bytes both ways")
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
                        Attribute.HISTORY,
                        Attribute.COUNTRY,
                        Attribute.ASN,
                        Attribute.COMMUNITY_ID)
                .binds(
                        "an own address to the mac of its frames (orig_l2_addr, resp_l2_addr), the"
                                + " hour of ts and the next: weak, where nobody leases it and the"
                                + " mac is no router's")
                .silent("between addresses of nobody: unspecified, multicast, broadcast")
                .read(FlowRecords::conn);
    }

    private static Log dns() {
        return log("zeek.dns")
                .told("trans_id", "id.orig_h", "query")
                .told("qtype_name", "id.orig_h")
                .columns(ID + "proto trans_id rtt " + NAMES)
                .columns(ID + "proto trans_id rtt " + NAMES + " opcode opcode_name")
                .columns(ID + "proto trans_id " + NAMES)
                .written(ends("ts", "rtt"))
                .on(NETWORK, RESOLVE)
                .role(ORIGINATOR, "the registered domain")
                .role(RESPONDER + ", of a query from outside", CLIENT)
                .outcome("rcode_name: NOERROR success; REFUSED or rejected denied; others failure")
                .measures(Measure.RTT_MILLIS, Measure.ANSWERS)
                .attributes(
                        Attribute.QUERY_TYPE,
                        Attribute.RESOLVER,
                        Attribute.DESTINATION,
                        Attribute.TOOL_FAMILY)
                .read(NameRecords::dns);
    }

    private static Log http() {
        return log("zeek.http")
                .told("trans_depth", "id.orig_h", "method")
                .told("trans_depth", "id.orig_h", "status_code")
                .columns(
                        ID
                                + "trans_depth method host uri referrer version user_agent origin "
                                + REPLY)
                .columns(ID + "trans_depth method host uri referrer version user_agent " + REPLY)
                .on(NETWORK, REQUEST)
                .role(ORIGINATOR, "the host asked for; the responder where it is our own")
                .role(RESPONDER, CLIENT)
                .outcome("status_code: below 400 success; 401 403 407 denied; else failure")
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

    private static Log ssl() {
        return log("zeek.ssl")
                .told("established", "id.orig_h", "cipher")
                .told("established", "id.orig_h", "server_name")
                .columns(
                        ID
                                + "version cipher curve server_name resumed last_alert"
                                + " next_protocol established ssl_history cert_chain_fps"
                                + " client_cert_chain_fps sni_matches_cert")
                .columns(
                        ID
                                + "version cipher curve server_name resumed last_alert"
                                + " next_protocol established cert_chain_fuids"
                                + " client_cert_chain_fuids subject issuer client_subject"
                                + " client_issuer")
                .on(NETWORK, CONNECT)
                .role(ORIGINATOR, "server_name, else the responder")
                .role(RESPONDER, CLIENT)
                .outcome("established")
                .attributes(
                        Attribute.SERVICE,
                        Attribute.RESPONDER_PORT,
                        Attribute.TLS_VERSION,
                        Attribute.ISSUER,
                        Attribute.JA3,
                        Attribute.JA4,
                        Attribute.ALPN,
                        Attribute.VALIDATION,
                        Attribute.DESTINATION,
                        Attribute.TOOL_FAMILY,
                        Attribute.COUNTRY,
                        Attribute.ASN)
                .read(TlsRecords::ssl);
    }

    private static Log dhcp() {
        return log("zeek.dhcp")
                .told("assigned_addr", "mac")
                .told("msg_types", "mac")
                .told("assigned_ip", "mac")
                .columns(
                        "ts uids client_addr server_addr mac host_name client_fqdn domain"
                                + " requested_addr assigned_addr lease_time client_message"
                                + " server_message msg_types duration")
                .columns(ID + "mac assigned_ip lease_time trans_id")
                .on(NETWORK, LOG_ON)
                .role("device mac", "the server")
                .outcome("msg_types: ACK success; NAK DECLINE failure")
                .measures(Measure.LEASE_MILLIS)
                .attributes(Attribute.HOST_NAME)
                .binds("the assigned address to the mac and its host name, ts .. ts + lease_time")
                .read(LeaseRecords::event);
    }

    private static Log kerberos() {
        return log("zeek.kerberos")
                .told("request_type", "id.orig_h", "client")
                .columns(
                        ID
                                + "request_type client service success error_msg from till cipher"
                                + " forwardable renewable client_cert_subject client_cert_fuid"
                                + " server_cert_subject server_cert_fuid")
                .on(NETWORK, LOG_ON)
                .role("account client", "the service")
                .outcome("success")
                .measures(Measure.TICKET_LIFE_MILLIS)
                .attributes(Attribute.SERVICE, Attribute.REQUEST_TYPE, Attribute.CIPHER)
                .binds(
                        "the originator's address to the account, ts .. till, at most"
                                + " identity.logon")
                .silent("without a client: the first half of a log-on")
                .read(LogonRecords::kerberos);
    }

    private static Log quic() {
        return log("zeek.quic")
                .told("client_initial_dcid", "id.orig_h", "history")
                .on(NETWORK, CONNECT)
                .role(ORIGINATOR, "server_name, else the responder")
                .role(RESPONDER, CLIENT)
                .outcome("history: a handshake of the server success; nothing from it failure")
                .attributes(
                        Attribute.SERVICE,
                        Attribute.RESPONDER_PORT,
                        Attribute.TLS_VERSION,
                        Attribute.ALPN,
                        Attribute.DESTINATION,
                        Attribute.TOOL_FAMILY,
                        Attribute.COUNTRY,
                        Attribute.ASN)
                .read(TlsRecords::quic);
    }

    private static Log ntlm() {
        return log("zeek.ntlm")
                .told("domainname", "id.orig_h", "hostname")
                .told("server_nb_computer_name", "id.orig_h", "success")
                .on(NETWORK, LOG_ON)
                .role("account domainname\\username", "device of the responder")
                .outcome("success")
                .attributes(Attribute.SERVICE, Attribute.HOST_NAME)
                .binds(
                        "the originator's address to the account, identity.logon; the responder's to the name"
                                + " of the server, 24 h")
                .silent("without a user name")
                .read(LogonRecords::ntlm);
    }

    private static Log radius() {
        return log("zeek.radius")
                .told("framed_addr", "id.orig_h", "username")
                .told("connect_info", "id.orig_h", "username")
                .on(NETWORK, LOG_ON)
                .role("account username", "the network access server")
                .outcome("result")
                .attributes(Attribute.SERVICE)
                .binds("the mac to the account, identity.logon")
                .silent("without a user name")
                .read(LogonRecords::radius);
    }

    static Log.Builder session(String name) {
        return log(name)
                .on(NETWORK, LOG_ON)
                .role(ORIGINATOR, OTHER_END)
                .role(RESPONDER, CLIENT)
                .measures(Measure.ATTEMPTS)
                .attributes(
                        Attribute.SERVICE,
                        Attribute.RESPONDER_PORT,
                        Attribute.CLIENT_SOFTWARE,
                        Attribute.SERVER_SOFTWARE,
                        Attribute.COOKIE_USER,
                        Attribute.HOST_NAME,
                        Attribute.COUNTRY,
                        Attribute.ASN);
    }

    private static Log.Builder shares(String name) {
        return log(name)
                .on(NETWORK, READ, WRITE, DISCOVER)
                .role(ORIGINATOR, "the share of the responder")
                .role(RESPONDER, CLIENT)
                .outcome("always success")
                .measures(Measure.SIZE_BYTES)
                .attributes(Attribute.SERVICE, Attribute.SHARE, Attribute.FILE_EXTENSION);
    }

    static Log.Builder notices(String name) {
        return log(name)
                .on(NETWORK, ALERT)
                .role(
                        "device of the source; of the destination, where the source is outside",
                        OTHER_END)
                .outcome("blocked or dropped denied")
                .measures(Measure.COUNT)
                .attributes(Attribute.SIGNATURE, Attribute.CATEGORY, Attribute.SEVERITY);
    }

    /** Logs whose rows are no behaviour of their own, by the reason. */
    private static List<Log> partners() {
        List<Log> logs = new ArrayList<>();
        partners(
                logs,
                "an interim row of what is told in full when it ends",
                "open_conn open_http open_ssl");
        partners(logs, "joins the transfer that carried it", "files x509 pe ocsp analyzer dpd");
        partners(
                logs,
                "an inventory that Zeek keeps of what other logs tell",
                "known_certs known_devices known_hosts known_modbus known_services software");
        partners(
                logs,
                "tells of the sensor, not of the venue",
                "analyzer_debug app_stats broker capture_loss cluster config loaded_scripts netcontrol packet_filter print"
                        + " reporter stats stderr stdout");
        partners(
                logs,
                "its connection is told in conn",
                "dce_rpc ftp irc ldap ldap_search mqtt_connect mqtt_publish mqtt_subscribe"
                        + " mysql ntp postgresql rfb sip smb_cmd snmp socks syslog traceroute"
                        + " tunnel websocket");
        partners(logs, "a verdict of others, which decides nothing here", "intel signatures");
        return logs;
    }

    private static void partners(List<Log> logs, String why, String paths) {
        for (String path : paths.split(" ")) {
            logs.add(log("zeek." + path).partner(why));
        }
    }
}
