// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import io.touchline.operators.logs.Log;
import io.touchline.operators.logs.Logs;
import io.touchline.operators.telemetry.RecordFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Logs whose records are lines of text in a form of their own: access logs of web servers and load
 * balancers, flow logs, the Linux audit log, FreeRADIUS accounting, the XML of a Windows event.
 */
final class LineForms {
    /** Lines of one record at most. */
    static final int MAX_LINES = 64;

    private LineForms() {}

    /** The record whose form {@code text} has; null if it has none. */
    static @Nullable Payload read(String text) {
        if (text.startsWith("<Event")) {
            Map<String, Object> event = WindowsEvents.ofXml(text);
            return event == null ? null : payload(event);
        }
        Map<String, Object> balancer = BalancerLine.fields(text);
        if (balancer != null) {
            return payload("aws.alb", balancer);
        }
        String stamp = AuditLines.stamp(text);
        if (stamp != null) {
            return payload(AuditLines.fields(stamp, text));
        }
        Map<String, Object> detail = DetailBlocks.fields(text);
        if (detail != null) {
            return payload(detail);
        }
        Map<String, Object> flow = FlowLine.fields(text, FlowLine.USUAL);
        if (flow != null) {
            return payload(FlowLine.LOG, flow);
        }
        Map<String, Object> access = AccessLine.fields(text);
        return access == null ? null : payload("web.access", access);
    }

    /** Whether records of {@code log} run over several lines. */
    static boolean blocks(Log log) {
        return log.name().equals("linux.audit") || log.name().equals("radius.accounting");
    }

    /** Whether {@code line} belongs to the record that {@code first} begins. */
    static boolean continues(String first, String line) {
        String stamp = AuditLines.stamp(first);
        return stamp == null
                ? !line.isBlank() && Character.isWhitespace(line.charAt(0))
                : stamp.equals(AuditLines.stamp(line));
    }

    /** The records in {@code text}, each with all of its lines; at most 64 of these. */
    static List<String> records(String text) {
        boolean audit = AuditLines.stamp(text) != null;
        if (text.indexOf('\n') < 0 || (!audit && DetailBlocks.fields(text) == null)) {
            return List.of(text);
        }
        List<String> records = new ArrayList<>();
        StringBuilder record = new StringBuilder();
        String first = "";
        int lines = 0;
        for (String line : text.split("\n")) {
            if (lines > 0 && lines < MAX_LINES && continues(first, line)) {
                record.append('\n').append(line);
                lines++;
            } else if (!line.isBlank()) {
                addTo(records, record);
                record.append(line);
                first = line;
                lines = 1;
            }
        }
        addTo(records, record);
        return records;
    }

    private static void addTo(List<String> records, StringBuilder record) {
        if (record.length() > 0) {
            records.add(record.toString());
            record.setLength(0);
        }
    }

    /**
     * The record of a line of {@code log}; null if it is none.
     *
     * @param columns as a header of the file gave them; empty for the usual ones
     */
    static @Nullable Payload read(Log log, String text, List<String> columns) {
        if (log.name().equals(FlowLine.LOG) && !columns.isEmpty()) {
            Map<String, Object> flow = FlowLine.fields(text, columns);
            return flow == null ? null : payload(FlowLine.LOG, flow);
        }
        Payload read = read(text);
        return read == null || !log.equals(read.log()) ? null : read;
    }

    private static Payload payload(String log, Map<String, Object> fields) {
        return new Payload(Logs.named(log), RecordFields.ofJson(fields));
    }

    private static Payload payload(Map<String, Object> fields) {
        RecordFields record = RecordFields.ofJson(fields);
        return new Payload(Logs.of(record, null), record);
    }
}
