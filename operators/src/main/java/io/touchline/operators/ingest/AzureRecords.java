// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import io.touchline.operators.logs.Log;
import io.touchline.operators.logs.Logs;
import io.touchline.operators.telemetry.JsonTree;
import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Texts;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The diagnostic record of Azure: {@code time}, {@code category} and {@code properties}. */
final class AzureRecords {
    private static final String CATEGORY = "category";
    private static final String ACTIVITY = "azure.activity";
    private static final String HUNTING = "advancedhunting-";

    private AzureRecords() {}

    /**
     * The properties and, where they leave room, the fields around them; {@code object} itself if
     * it is no diagnostic record.
     */
    static Map<String, Object> flat(Map<String, Object> object) {
        Object inner = object.get("properties");
        Map<String, Object> properties =
                JsonTree.object(inner instanceof String text ? JsonTree.single(text) : inner);
        if (properties == null || !(object.get(CATEGORY) instanceof String)) {
            return object;
        }
        Map<String, Object> flat = new LinkedHashMap<>(properties);
        object.forEach(flat::putIfAbsent);
        flat.remove("properties");
        flat.put(CATEGORY, object.get(CATEGORY)); // a property may bear the same name
        return flat;
    }

    /** The log that the category names, or null. */
    static @Nullable Log log(RecordFields fields) {
        String category = fields.text(CATEGORY);
        if (category == null) {
            return null;
        }
        String name = Texts.lower(category);
        Log log =
                Logs.ofCategory(name.startsWith(HUNTING) ? name.substring(HUNTING.length()) : name);
        boolean plainWord = log != null && log.name().equals(ACTIVITY);
        return plainWord && !ofSubscription(fields) ? null : log;
    }

    /**
     * The categories of the activity log are plain words, as {@code Policy}, that others use: the
     * directory for what lies under a tenant, whoever else without a resource.
     */
    private static boolean ofSubscription(RecordFields fields) {
        RecordFields lower = fields.lowerCaseNames();
        String resource = lower.lowerText("resourceid");
        return resource != null && lower.has("operationname") && !resource.startsWith("/tenants/");
    }
}
