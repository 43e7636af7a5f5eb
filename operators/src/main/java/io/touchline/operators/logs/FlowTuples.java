// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.JsonTree;
import io.touchline.operators.telemetry.RecordFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The flows that one record of Azure's flow logs holds, each a tuple of text, under the names of
 * {@code zeek.conn}. A tuple that is too short gives no address, and so a dead letter.
 */
final class FlowTuples {
    private static final String[] GROUP = {
        "ts",
        "id.orig_h",
        "id.resp_h",
        "id.orig_p",
        "id.resp_p",
        "proto",
        "direction",
        "action",
        "state",
        "orig_pkts",
        "orig_bytes",
        "resp_pkts",
        "resp_bytes"
    };
    private static final String[] NETWORK = {
        "ts",
        "id.orig_h",
        "id.resp_h",
        "id.orig_p",
        "id.resp_p",
        "proto",
        "direction",
        "action",
        "encryption",
        "orig_pkts",
        "orig_bytes",
        "resp_pkts",
        "resp_bytes"
    };

    private FlowTuples() {}

    /** {@code flows[]{rule flows[]{mac flowTuples[]}}}. */
    static List<RecordFields> ofNetworkGroup(RecordFields record) {
        List<RecordFields> parts = new ArrayList<>();
        for (Map<String, Object> rule : JsonTree.objects(record.raw("flows"))) {
            for (Map<String, Object> adapter : JsonTree.objects(rule.get("flows"))) {
                tuples(record, rule.get("rule"), adapter.get("flowTuples"), GROUP, parts);
            }
        }
        return parts.isEmpty() ? List.of(record) : parts;
    }

    /** {@code flowRecords{flows[]{aclID flowGroups[]{rule flowTuples[]}}}}. */
    static List<RecordFields> ofNetwork(RecordFields record) {
        List<RecordFields> parts = new ArrayList<>();
        for (Map<String, Object> list : JsonTree.objects(record.raw("flowRecords.flows"))) {
            for (Map<String, Object> group : JsonTree.objects(list.get("flowGroups"))) {
                tuples(record, group.get("rule"), group.get("flowTuples"), NETWORK, parts);
            }
        }
        return parts.isEmpty() ? List.of(record) : parts;
    }

    private static void tuples(
            RecordFields record,
            @Nullable Object rule,
            @Nullable Object tuples,
            String[] names,
            List<RecordFields> parts) {
        List<Object> array = JsonTree.array(tuples);
        for (Object tuple : array == null ? List.of() : array) {
            if (tuple instanceof String text) {
                parts.add(part(record, rule, text, names));
            }
        }
    }

    private static RecordFields part(
            RecordFields record, @Nullable Object rule, String tuple, String[] names) {
        Map<String, Object> fields = new LinkedHashMap<>();
        String[] cells = tuple.split(",", names.length + 1); // a literal: no backtracking
        for (int i = 0; i < Math.min(cells.length, names.length); i++) {
            if (!cells[i].isEmpty()) {
                fields.put(names[i], cells[i]);
            }
        }
        put(fields, "rule", rule);
        put(fields, "uid", record.raw("macAddress"));
        put(fields, "time", record.raw("time"));
        return RecordFields.ofJson(fields);
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
