// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Collects the lines of every file and writes each file in the order in which its producer would
 * have: by write time, ties in the order of arrival. All lines stay in memory: about 300 bytes
 * each.
 */
final class Logs {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter OPENED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd-HH-mm-ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final String ENDPOINTS =
            "ts:time uid:string id.orig_h:addr id.orig_p:port id.resp_h:addr id.resp_p:port ";

    private final MatchCalendar calendar;
    private final Map<LogFile, List<Line>> lines = new EnumMap<>(LogFile.class);

    Logs(MatchCalendar calendar) {
        this.calendar = calendar;
        for (LogFile file : LogFile.values()) {
            lines.put(file, new ArrayList<>());
        }
    }

    /** Zeek TSV files have columns (name:type), JSON lines have none. */
    enum LogFile {
        CONN("zeek/conn.log", ""),
        DNS(
                "zeek/dns.log",
                ENDPOINTS
                        + "proto:enum trans_id:count rtt:interval query:string qclass:count "
                        + "qclass_name:string qtype:count qtype_name:string rcode:count "
                        + "rcode_name:string AA:bool TC:bool RD:bool RA:bool Z:count "
                        + "answers:vector[string] TTLs:vector[interval] rejected:bool"),
        HTTP(
                "zeek/http.log",
                ENDPOINTS
                        + "trans_depth:count method:string host:string uri:string "
                        + "referrer:string version:string user_agent:string origin:string "
                        + "request_body_len:count response_body_len:count status_code:count "
                        + "status_msg:string info_code:count info_msg:string tags:set[enum] "
                        + "username:string password:string proxied:set[string] "
                        + "orig_fuids:vector[string] orig_filenames:vector[string] "
                        + "orig_mime_types:vector[string] resp_fuids:vector[string] "
                        + "resp_filenames:vector[string] resp_mime_types:vector[string]"),
        SSL("zeek/ssl.log", ""),
        DHCP("zeek/dhcp.log", ""),
        KERBEROS(
                "zeek/kerberos.log",
                ENDPOINTS
                        + "request_type:string client:string service:string success:bool "
                        + "error_msg:string from:time till:time cipher:string forwardable:bool "
                        + "renewable:bool client_cert_subject:string client_cert_fuid:string "
                        + "server_cert_subject:string server_cert_fuid:string"),
        MODBUS("zeek/modbus.log", ENDPOINTS + "func:string exception:string"),
        AUDIT("m365/audit.jsonl", ""),
        MAIL("email/trace.jsonl", "");

        private final String path;
        private final String columns;

        LogFile(String path, String columns) {
            this.path = path;
            this.columns = columns;
        }

        /** name:type of each; empty for JSON lines. */
        private List<String> columns() {
            return columns.isEmpty() ? List.of() : List.of(columns.split(" ", -1));
        }

        private String folder() {
            return path.substring(0, path.indexOf('/'));
        }
    }

    private record Line(Instant written, String text) {}

    void json(LogFile file, Instant written, Map<String, ?> fields) {
        add(file, written, toJson(fields));
    }

    /** Null is Zeek's unset. */
    void tsv(LogFile file, Instant written, @Nullable Object... values) {
        StringBuilder row = new StringBuilder();
        for (Object value : values) {
            row.append(row.isEmpty() ? "" : "\t").append(value == null ? "-" : value);
        }
        add(file, written, row.toString());
    }

    /** Records so far, by path. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        lines.forEach((file, of) -> counts.put(file.path, (long) of.size()));
        return counts;
    }

    /** Every record as a shipper puts it on a topic, by write time; ties by file and arrival. */
    List<ShippedRecord> shipped() {
        List<ShippedRecord> all = new ArrayList<>();
        lines.forEach(
                (file, of) -> {
                    Shipper shipper = new Shipper(file.path, file.columns());
                    of.forEach(line -> all.add(shipper.ship(line.written(), line.text())));
                });
        all.sort(Comparator.comparing(ShippedRecord::written));
        return all;
    }

    void write(Path output) throws IOException {
        for (LogFile file : LogFile.values()) {
            List<Line> sorted = new ArrayList<>(lines.getOrDefault(file, List.of()));
            sorted.sort(Comparator.comparing(Line::written));
            Path target = output.resolve(file.path);
            Files.createDirectories(output.resolve(file.folder()));
            try (BufferedWriter writer = Files.newBufferedWriter(target)) {
                writer.write(header(file));
                for (Line line : sorted) {
                    writer.write(line.text());
                    writer.write('\n');
                }
                writer.write(footer(file));
            }
        }
    }

    static String toJson(Map<String, ?> fields) {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is still open when the recording ends was never written. */
    private void add(LogFile file, Instant written, String text) {
        if (written.isBefore(calendar.end())) {
            lines.getOrDefault(file, List.of()).add(new Line(written, text));
        }
    }

    private String header(LogFile file) {
        if (file.columns.isEmpty()) {
            return "";
        }
        StringBuilder fields = new StringBuilder("#fields");
        StringBuilder types = new StringBuilder("#types");
        for (String column : file.columns()) {
            int colon = column.indexOf(':');
            fields.append('\t').append(column, 0, colon);
            types.append('\t').append(column, colon + 1, column.length());
        }
        String path = file.path.substring(file.path.indexOf('/') + 1, file.path.indexOf('.'));
        return "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n"
                + ("#path\t" + path + "\n")
                + ("#open\t" + OPENED.format(calendar.start()) + "\n")
                + (fields + "\n" + types + "\n");
    }

    private String footer(LogFile file) {
        return file.columns.isEmpty() ? "" : "#close\t" + OPENED.format(calendar.end()) + "\n";
    }
}
