// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import java.util.List;

/** Every file of a venue, in the form in which its producer writes it. */
public enum Log {
    CONN("zeek", "conn"),
    DNS(
            "zeek",
            "dns",
            Columns.ENDS
                    + "proto:enum trans_id:count rtt:interval query:string qclass:count"
                    + " qclass_name:string qtype:count qtype_name:string rcode:count"
                    + " rcode_name:string AA:bool TC:bool RD:bool RA:bool Z:count"
                    + " answers:vector[string] TTLs:vector[interval] rejected:bool"),
    HTTP(
            "zeek",
            "http",
            Columns.ENDS
                    + "trans_depth:count method:string host:string uri:string referrer:string"
                    + " version:string user_agent:string origin:string request_body_len:count"
                    + " response_body_len:count status_code:count status_msg:string"
                    + " info_code:count info_msg:string tags:set[enum] username:string"
                    + " password:string proxied:set[string] orig_fuids:vector[string]"
                    + " orig_filenames:vector[string] orig_mime_types:vector[string]"
                    + " resp_fuids:vector[string] resp_filenames:vector[string]"
                    + " resp_mime_types:vector[string]"),
    SSL("zeek", "ssl"),
    DHCP("zeek", "dhcp"),
    KERBEROS(
            "zeek",
            "kerberos",
            Columns.ENDS
                    + "request_type:string client:string service:string success:bool"
                    + " error_msg:string from:time till:time cipher:string forwardable:bool"
                    + " renewable:bool client_cert_subject:string client_cert_fuid:string"
                    + " server_cert_subject:string server_cert_fuid:string"),
    RDP("zeek", "rdp"),
    SMB_FILES("zeek", "smb_files"),
    MODBUS("zeek", "modbus", Columns.ENDS + "func:string exception:string"),
    MODBUS_DETAILED(
            "zeek",
            "modbus_detailed",
            Columns.ENDS
                    + "tid:count unit:count func:string address:count quantity:count"
                    + " request_values:vector[count] response_values:vector[count]"
                    + " modbus_detailed_link_id:string matched:bool"
                    + " request_subfunction_code:string response_subfunction_code:string"
                    + " request_data:string response_data:string exception_code:string"
                    + " mei_type:string"),
    BACNET("zeek", "bacnet"),
    BACNET_PROPERTY("zeek", "bacnet_property"),
    DNP3("zeek", "dnp3", Columns.ENDS + "fc_request:string fc_reply:string iin:count"),
    DNP3_OBJECTS("zeek", "dnp3_objects"),
    DNP3_CONTROL("zeek", "dnp3_control"),
    S7COMM("zeek", "s7comm"),
    S7COMM_UPLOAD_DOWNLOAD("zeek", "s7comm_upload_download"),
    SYSMON("endpoint", "sysmon"),
    AUDIT("m365", "audit"),
    SIGN_INS("entra", "signins"),
    MAIL_TRACE("email", "trace"),
    MAIL_ATTACHMENTS("email", "attachments"),
    CLOUDTRAIL("cloud", "cloudtrail"),
    WEB_ACCESS("web", "access");

    private final String folder;
    private final String path;
    private final List<Column> columns;

    Log(String folder, String path) {
        this(folder, path, "");
    }

    Log(String folder, String path, String columns) {
        this.folder = folder;
        this.path = path;
        this.columns = Columns.of(columns);
    }

    /** A column of Zeek's tab-separated form. */
    public record Column(String name, String type) {}

    /** One folder per source. */
    public String folder() {
        return folder;
    }

    /** Zeek's name for the log; for others that of the file. */
    public String path() {
        return path;
    }

    /** Below the output folder, with {@code /}. */
    public String file() {
        return folder + "/" + path + (isZeek() ? ".log" : this == WEB_ACCESS ? ".log" : ".jsonl");
    }

    public boolean isZeek() {
        return folder.equals("zeek");
    }

    /** Of the tab-separated form; empty where the log is written as JSON lines or as text. */
    public List<Column> columns() {
        return columns;
    }

    /** Reads {@code name:type} lists. */
    private static final class Columns {
        private static final String ENDS =
                "ts:time uid:string id.orig_h:addr id.orig_p:port id.resp_h:addr id.resp_p:port ";

        private static List<Column> of(String text) {
            return text.isEmpty()
                    ? List.of()
                    : java.util.Arrays.stream(text.split(" ", -1))
                            .map(c -> c.split(":", 2))
                            .map(c -> new Column(c[0], c[1]))
                            .toList();
        }
    }
}
