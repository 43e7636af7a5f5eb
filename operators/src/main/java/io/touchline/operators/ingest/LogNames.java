// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names of logs, and which of them a record belongs to. A closed set: they label the books. */
final class LogNames {
    static final String CONN = "zeek.conn";
    static final String DNS = "zeek.dns";
    static final String HTTP = "zeek.http";
    static final String SSL = "zeek.ssl";
    static final String DHCP = "zeek.dhcp";
    static final String KERBEROS = "zeek.kerberos";
    static final String MODBUS = "zeek.modbus";
    static final String AUDIT = "m365.audit";
    static final String MAIL = "email.trace";
    static final String UNRECOGNISED = "unrecognised";

    /** A log of Zeek with a header of its own and a path that Zeek does not ship. */
    static final String OTHER = "zeek.other";

    private static final String ZEEK = "zeek.";

    private static final Set<String> SUPPORTED =
            Set.of(CONN, DNS, HTTP, SSL, DHCP, KERBEROS, MODBUS, AUDIT, MAIL);

    private static final Set<String> OTHER_ZEEK =
            Set.of(
                    ("analyzer arp broker capture_loss cluster config dce_rpc dnp3 dpd files ftp"
                                    + " intel irc known_certs known_devices known_hosts"
                                    + " known_modbus known_services ldap ldap_search"
                                    + " loaded_scripts modbus_register_change mqtt_connect"
                                    + " mqtt_publish mqtt_subscribe mysql netcontrol notice ntlm"
                                    + " ntp ocsp open_conn open_http open_ssl packet_filter pe"
                                    + " postgresql print quic radius rdp reporter rfb"
                                    + " signatures sip smb_cmd smb_files smb_mapping smtp snmp"
                                    + " socks software ssh stats stderr stdout syslog"
                                    + " traceroute tunnel weird websocket x509 modbus_detailed"
                                    + " modbus_mask_write_register modbus_read_device_identification"
                                    + " modbus_read_write_multiple_registers dnp3_control"
                                    + " dnp3_objects dnp3_read_objects s7comm s7comm_plus"
                                    + " s7comm_read_szl s7comm_upload_download"
                                    + " s7comm_known_devices cotp enip cip cip_io cip_identity"
                                    + " bacnet bacnet_property bacnet_discovery"
                                    + " bacnet_device_control opcua_binary")
                            .split(" "));

    private LogNames() {}

    static boolean supported(String log) {
        return SUPPORTED.contains(log);
    }

    /** A log of Zeek, whether there is a decoder for it or not. */
    static boolean knownPath(String path) {
        return SUPPORTED.contains(ZEEK + path) || OTHER_ZEEK.contains(path);
    }

    /** {@code zeek.conn} for the path {@code conn}; unrecognised unless Zeek has such a log. */
    static String ofPath(String path) {
        String lower = Texts.lower(path);
        return knownPath(lower) ? ZEEK + lower : UNRECOGNISED;
    }

    /**
     * The log that a topic or file name stands for, as {@code http.16:00:00-17:00:00.log.gz},
     * {@code conn.log.labeled} or {@code zeek-conn}; empty if none.
     */
    static String ofName(String name) {
        String base = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String lower = Texts.lower(base);
        // by hand: every record of a topic asks, and a pattern costs as much as parsing its fields
        for (int start = 0, end; start <= lower.length(); start = end + 1) {
            end = endOfPart(lower, start);
            String part = lower.substring(start, end);
            if (knownPath(part)) {
                return ZEEK + part;
            }
            int underscore = part.indexOf('_');
            String before = ZEEK + part.substring(0, Math.max(underscore, 0));
            if (SUPPORTED.contains(before)) {
                return before; // conn_top.log
            }
            if (!part.equals("zeek") && !part.equals("bro") && !part.equals("touchline")) {
                break;
            }
        }
        return SUPPORTED.contains(lower) ? lower : "";
    }

    private static int endOfPart(String name, int start) {
        int end = start;
        while (end < name.length() && name.charAt(end) != '.' && name.charAt(end) != '-') {
            end++;
        }
        return end;
    }

    /** The log a record belongs to; unrecognised when none claims it, or two do. */
    static String of(Payload payload) {
        RecordFields fields = payload.fields();
        String path = fields.firstText("_path", "@stream");
        if (path != null) {
            return ofPath(path.startsWith(ZEEK) ? path.substring(ZEEK.length()) : path);
        }
        String signature = signature(fields);
        if (!signature.isEmpty()) {
            return signature;
        }
        return payload.hint().isEmpty() ? UNRECOGNISED : payload.hint();
    }

    private static String signature(RecordFields fields) {
        String found = "";
        int candidates = 0;
        for (Map.Entry<String, String[]> signature : Signatures.ALL) {
            boolean all = true;
            for (String name : signature.getValue()) {
                all &= fields.has(name);
            }
            if (all && !found.equals(signature.getKey())) {
                found = signature.getKey();
                candidates++;
            }
        }
        if (candidates == 0 && looksLikeAudit(fields)) {
            return AUDIT;
        }
        return candidates == 1 ? found : "";
    }

    /** Audit exports change the case of their names. */
    private static boolean looksLikeAudit(RecordFields fields) {
        boolean operation = false;
        boolean time = false;
        boolean tenant = false;
        boolean zeek = false;
        for (String name : fields.values().keySet()) {
            switch (Texts.lower(name)) {
                case "operation", "operations" -> operation = true;
                case "creationtime", "creationdate", "timegenerated" -> time = true;
                case "userid", "userids", "userkey", "organizationid", "auditdata" -> tenant = true;
                case "uid" -> zeek = true;
                default -> {}
            }
        }
        return operation && time && tenant && !zeek;
    }

    /** Fields that only one log has. */
    private static final class Signatures {
        private static final List<Map.Entry<String, String[]>> ALL =
                List.of(
                        entry(CONN, "id.orig_h", "conn_state", "proto"),
                        entry(DNS, "id.orig_h", "trans_id", "query"),
                        entry(DNS, "id.orig_h", "qtype_name"),
                        entry(HTTP, "id.orig_h", "trans_depth", "method"),
                        entry(HTTP, "id.orig_h", "trans_depth", "status_code"),
                        entry(SSL, "id.orig_h", "cipher", "established"),
                        entry(SSL, "id.orig_h", "server_name", "established"),
                        entry(DHCP, "mac", "assigned_addr"),
                        entry(DHCP, "mac", "msg_types"),
                        entry(KERBEROS, "id.orig_h", "request_type", "client"),
                        entry(MODBUS, "id.orig_h", "func", "unit", "tid"),
                        entry(MAIL, "from", "to", "message_id", "size"),
                        entry(MAIL, "from", "return_path", "received_hops"),
                        entry(MAIL, "SenderAddress", "RecipientAddress", "Received"));

        private static Map.Entry<String, String[]> entry(String log, String... names) {
            return Map.entry(log, names);
        }
    }
}
