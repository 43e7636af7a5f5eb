// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import io.touchline.operators.logs.Log;
import io.touchline.operators.logs.Logs;
import io.touchline.operators.telemetry.RecordFields;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Logs whose records are lines of text in a form of their own: access logs of web servers and load
 * balancers, flow logs, the Linux audit log, FreeRADIUS accounting, the XML of a Windows event.
 */
final class LineForms {
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
        Map<String, Object> access = AccessLine.fields(text);
        return access == null ? null : payload("web.access", access);
    }

    /**
     * The record of a line of {@code log}; null if it is none.
     *
     * @param columns as a header of the file gave them; empty for the usual ones
     */
    static @Nullable Payload read(Log log, String text, List<String> columns) {
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
