// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line of a flow log of an Amazon VPC: values between spaces, in the usual order of version 2 or
 * in that of a header.
 */
final class FlowLine {
    static final String LOG = "aws.flow";

    static final List<String> USUAL =
            List.of(
                    "version",
                    "account-id",
                    "interface-id",
                    "srcaddr",
                    "dstaddr",
                    "srcport",
                    "dstport",
                    "protocol",
                    "packets",
                    "bytes",
                    "start",
                    "end",
                    "action",
                    "log-status");

    private static final Set<String> STATUS = Set.of("OK", "NODATA", "SKIPDATA");
    private static final Set<String> TOLD = Set.of("srcaddr", "dstaddr", "start", "end");

    private FlowLine() {}

    /** The columns that a header line names; empty if it is none. */
    static List<String> columns(String line) {
        List<String> names = Rows.split(line.strip(), ' ');
        return names.containsAll(TOLD) ? names : List.of();
    }

    /** The fields of a line; null where it has another number of them, or no status it can have. */
    static @Nullable Map<String, Object> fields(String line, List<String> columns) {
        List<String> cells = Rows.split(line, ' ');
        int status = columns.indexOf("log-status");
        boolean fits =
                cells.size() == columns.size()
                        && (status < 0 || STATUS.contains(cells.get(status)));
        if (!fits || cells.equals(columns)) {
            return null;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!cells.get(i).equals("-")) {
                fields.put(columns.get(i), cells.get(i));
            }
        }
        return fields;
    }
}
