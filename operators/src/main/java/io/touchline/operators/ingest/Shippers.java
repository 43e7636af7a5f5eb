// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import io.touchline.operators.logs.Log;
import io.touchline.operators.logs.Logs;
import io.touchline.operators.telemetry.HostNames;
import io.touchline.operators.telemetry.IpAddress;
import io.touchline.operators.telemetry.JsonTree;
import io.touchline.operators.telemetry.RecordFields;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The envelope that Beats, Logstash and Vector put around a line of a log. */
final class Shippers {
    private Shippers() {}

    /**
     * The line that was shipped; null if {@code object} is no such envelope. Zeek's syslog log has
     * a {@code message} as well, so that alone does not tell.
     */
    static @Nullable Object line(Map<String, Object> object) {
        RecordFields fields = RecordFields.ofJson(object);
        Object original = fields.raw("event.original");
        if (original != null) {
            return withNode(original, fields);
        }
        boolean shipped =
                object.containsKey("@timestamp")
                        || object.containsKey("@version")
                        || object.containsKey("agent");
        // a Windows event is in the fields beside its message, which is for people
        boolean windows =
                object.containsKey("winlog")
                        || object.containsKey("event_data")
                        || object.containsKey("EventID");
        return shipped && !windows ? withNode(object.get("message"), fields) : null;
    }

    /** The audit of Linux leaves the name of its machine to whoever ships its lines. */
    private static @Nullable Object withNode(@Nullable Object line, RecordFields envelope) {
        String host = envelope.firstText("host.name", "host.hostname", "agent.name", "host");
        boolean named = host != null && host.indexOf(' ') < 0;
        return named
                        && line instanceof String text
                        && text.startsWith("type=")
                        && AuditLines.stamp(text) != null
                ? "node=" + host + ' ' + text
                : line;
    }

    /** The first label of the machine that shipped it, in lower case; an address as it is. */
    static @Nullable String host(Map<String, Object> object) {
        RecordFields fields = RecordFields.ofJson(object);
        String host = fields.firstText("host.name", "host.hostname", "agent.hostname", "host");
        String name = host == null ? null : HostNames.canonical(host);
        if (name == null || IpAddress.parse(name) != null) {
            return name;
        }
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** The log that the envelope names, or null. */
    static @Nullable Log log(Map<String, Object> object) {
        RecordFields fields = RecordFields.ofJson(object);
        for (String name : List.of("event.dataset", "fileset.name")) {
            String dataset = fields.text(name);
            Log log = dataset == null ? null : ofDataset(dataset);
            if (log != null) {
                return log;
            }
        }
        Map<String, Object> shipper = JsonTree.object(object.get("log"));
        String path = fields.text("log.file.path");
        if (path == null && shipper != null) {
            path = RecordFields.ofJson(shipper).text("file.path");
        }
        return path == null ? null : Logs.ofName(path);
    }

    /** Filebeat's Zeek module calls conn {@code zeek.connection}. */
    private static @Nullable Log ofDataset(String dataset) {
        boolean connection = dataset.equals("zeek.connection") || dataset.equals("connection");
        return connection ? Logs.ofPath("conn") : Logs.ofName(dataset);
    }
}
