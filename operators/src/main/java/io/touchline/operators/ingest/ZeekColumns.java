// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns of the logs as Zeek writes them by default, for rows that come without a header. */
final class ZeekColumns {
    private static final String ID = "ts uid id.orig_h id.orig_p id.resp_h id.resp_p ";
    private static final String FLOW =
            ID
                    + "proto service duration orig_bytes resp_bytes conn_state local_orig"
                    + " local_resp missed_bytes history orig_pkts orig_ip_bytes resp_pkts"
                    + " resp_ip_bytes tunnel_parents";
    private static final String NAMES =
            "query qclass qclass_name qtype qtype_name rcode rcode_name AA TC RD RA Z answers TTLs"
                    + " rejected";
    private static final String TICKET =
            " from till cipher forwardable renewable client_cert_subject client_cert_fuid"
                    + " server_cert_subject server_cert_fuid";

    private static final List<List<String>> CONN = lists(FLOW, FLOW + " ip_proto");
    private static final List<List<String>> DNS =
            lists(
                    ID + "proto trans_id rtt " + NAMES,
                    ID + "proto trans_id rtt " + NAMES + " opcode opcode_name",
                    ID + "proto trans_id " + NAMES);
    private static final List<List<String>> HTTP =
            lists(
                    ID
                            + "trans_depth method host uri referrer version user_agent origin"
                            + " request_body_len response_body_len status_code status_msg"
                            + " info_code info_msg tags username password proxied orig_fuids"
                            + " orig_filenames orig_mime_types resp_fuids resp_filenames"
                            + " resp_mime_types",
                    ID
                            + "trans_depth method host uri referrer version user_agent"
                            + " request_body_len response_body_len status_code status_msg"
                            + " info_code info_msg tags username password proxied orig_fuids"
                            + " orig_filenames orig_mime_types resp_fuids resp_filenames"
                            + " resp_mime_types");
    private static final List<List<String>> SSL =
            lists(
                    ID
                            + "version cipher curve server_name resumed last_alert next_protocol"
                            + " established ssl_history cert_chain_fps client_cert_chain_fps"
                            + " sni_matches_cert",
                    ID
                            + "version cipher curve server_name resumed last_alert next_protocol"
                            + " established cert_chain_fuids client_cert_chain_fuids subject"
                            + " issuer client_subject client_issuer");
    private static final List<List<String>> DHCP =
            lists(
                    "ts uids client_addr server_addr mac host_name client_fqdn domain"
                            + " requested_addr assigned_addr lease_time client_message"
                            + " server_message msg_types duration",
                    ID + "mac assigned_ip lease_time trans_id");
    private static final List<List<String>> KERBEROS =
            lists(ID + "request_type client service success error_msg" + TICKET);
    private static final List<List<String>> MODBUS =
            lists(ID + "tid unit func pdu_type exception", ID + "func exception");

    private ZeekColumns() {}

    /**
     * The default columns of {@code log} that {@code cells} values fit, with or without two columns
     * of labels after them; null if none does.
     */
    static @Nullable List<String> fit(String log, int cells) {
        for (int labels = 0; labels <= 2; labels += 2) {
            for (List<String> columns : of(log)) {
                if (columns.size() + labels == cells) {
                    return columns;
                }
            }
        }
        return null;
    }

    private static List<List<String>> of(String log) {
        return switch (log) {
            case LogNames.CONN -> CONN;
            case LogNames.DNS -> DNS;
            case LogNames.HTTP -> HTTP;
            case LogNames.SSL -> SSL;
            case LogNames.DHCP -> DHCP;
            case LogNames.KERBEROS -> KERBEROS;
            case LogNames.MODBUS -> MODBUS;
            default -> List.of();
        };
    }

    private static List<List<String>> lists(String... columns) {
        List<List<String>> lists = new ArrayList<>();
        for (String names : columns) {
            lists.add(List.of(names.split(" ")));
        }
        return List.copyOf(lists);
    }
}
