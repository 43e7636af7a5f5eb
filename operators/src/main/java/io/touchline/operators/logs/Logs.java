// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every log that is read, and which of them a record or a name belongs to. A closed set: the names
 * label the books.
 */
public final class Logs {
    /** Source in the books of what belongs to no log. */
    public static final String UNRECOGNISED = "unrecognised";

    /** A log of Zeek with a header of its own and a path that is not known here. */
    public static final String OTHER = "zeek.other";

    private static final String ZEEK = "zeek.";

    private static final List<List<Log>> FAMILIES =
            List.of(
                    ZeekLogs.ALL,
                    OtLogs.ALL,
                    EveLogs.ALL,
                    FlowLogs.ALL,
                    SaasLogs.ALL,
                    CloudLogs.ALL,
                    AccessLogs.ALL,
                    EndpointLogs.ALL,
                    IdentityLogs.ALL,
                    MailLogs.ALL);

    private static final Map<String, Log> BY_NAME = byName();

    /** Signatures under the first of their names, exact ones and those in any case apart. */
    private static final Map<String, List<Told>> EXACT = signatures(false);

    private static final Map<String, List<Told>> ANY_CASE = signatures(true);

    private static final Map<String, Log> BY_CATEGORY = byCategory();

    private record Told(Log log, List<String> names) {}

    private Logs() {}

    /** In the order of their names within each family. */
    public static Collection<Log> all() {
        return BY_NAME.values();
    }

    /** The log of that name, or null. */
    public static @Nullable Log named(String name) {
        return BY_NAME.get(name);
    }

    /** The log of a Zeek path, as {@code conn}, or null if Zeek has no such log. */
    public static @Nullable Log ofPath(String path) {
        String lower = Texts.lower(path);
        return BY_NAME.get(lower.startsWith(ZEEK) ? lower : ZEEK + lower);
    }

    /** The log that a category of Azure diagnostics carries, in lower case, or null. */
    public static @Nullable Log ofCategory(String category) {
        return BY_CATEGORY.get(category);
    }

    /**
     * The log that a topic or file name stands for, as {@code http.16:00:00-17:00:00.log.gz},
     * {@code conn.log.labeled}, {@code zeek-conn} or {@code email.trace}; null if none.
     */
    public static @Nullable Log ofName(String name) {
        String base = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String lower = Texts.lower(base);
        // by hand: every record of a topic asks, and a pattern costs as much as parsing its fields
        for (int start = 0, end; start <= lower.length(); start = end + 1) {
            end = endOfPart(lower, start);
            String part = lower.substring(start, end);
            Log log = BY_NAME.get(ZEEK + part);
            int underscore = part.indexOf('_');
            if (log == null && underscore > 0) {
                log = BY_NAME.get(ZEEK + part.substring(0, underscore)); // conn_top.log
            }
            if (log != null) {
                return log;
            }
            if (!part.equals("zeek") && !part.equals("bro") && !part.equals("touchline")) {
                break;
            }
        }
        return BY_NAME.get(lower);
    }

    /**
     * The log a record belongs to: what it says of itself, what its fields tell, else {@code hint};
     * null when none claims it, or two do.
     */
    public static @Nullable Log of(RecordFields fields, @Nullable Log hint) {
        String path = fields.firstText("_path", "@stream");
        if (path != null) {
            Log said = ofPath(path);
            return said == null ? null : variant(said, hint);
        }
        Log told = told(fields, EXACT);
        if (told == null) {
            told = told(fields.lowerCaseNames(), ANY_CASE);
        }
        return told == null ? hint : variant(told, hint);
    }

    /** The open variant, if the name says so and the record does not. */
    public static Log variant(Log log, @Nullable Log hint) {
        boolean open = hint != null && hint.name().equals(log.name().replace(ZEEK, "zeek.open_"));
        return open && hint != null ? hint : log;
    }

    /** The log with the longest signature that fits; null when none does or two do equally. */
    private static @Nullable Log told(RecordFields fields, Map<String, List<Told>> signatures) {
        Log best = null;
        int length = 0;
        boolean two = false;
        for (String name : fields.values().keySet()) {
            for (Told each : signatures.getOrDefault(name, List.of())) {
                if (each.names.size() >= length && fields.hasAll(each.names)) {
                    two = each.names.size() == length && !each.log.equals(best);
                    best = each.log;
                    length = each.names.size();
                }
            }
        }
        return two ? null : best;
    }

    private static int endOfPart(String name, int start) {
        int end = start;
        while (end < name.length() && name.charAt(end) != '.' && name.charAt(end) != '-') {
            end++;
        }
        return end;
    }

    private static Map<String, Log> byName() {
        Map<String, Log> all = new LinkedHashMap<>();
        for (List<Log> family : FAMILIES) {
            for (Log log : family) {
                if (all.put(log.name(), log) != null) {
                    throw new IllegalStateException("two logs are named " + log.name());
                }
            }
        }
        return all;
    }

    private static Map<String, Log> byCategory() {
        Map<String, Log> all = new HashMap<>();
        BY_NAME.values()
                .forEach(log -> log.categories().forEach(category -> all.put(category, log)));
        return all;
    }

    private static Map<String, List<Told>> signatures(boolean anyCase) {
        Map<String, List<Told>> all = new HashMap<>();
        for (Log log : BY_NAME.values()) {
            for (Log.Signature signature : log.signatures()) {
                if (signature.anyCase() == anyCase) {
                    all.computeIfAbsent(signature.names().get(0), name -> new ArrayList<>())
                            .add(new Told(log, signature.names()));
                }
            }
        }
        return all;
    }
}
