// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.JsonTree;
import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.operators.telemetry.Texts;
import io.touchline.schemas.avro.CloudAction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * google.activity: what accounts do in Google Workspace. An activity holds several events;
 * exporters write one event with its name beside the id. Of parameters only the names are kept, and
 * the value of the one that tells what was acted on.
 */
final class GoogleRecords {
    private static final String SERVICE = "google-service";
    private static final String PLACE = "eventindex";
    private static final int MAX_PARAMETERS = 64;

    /** Parameters that name what is acted on, coarse enough to come back. */
    private static final List<String> TARGETS =
            List.of(
                    "user_email",
                    "group_email",
                    "app_name",
                    "application_name",
                    "target_user",
                    "shared_drive_id",
                    "team_drive_id",
                    "owner",
                    "org_unit_name");

    private GoogleRecords() {}

    /** One record per event, each with what surrounds it; a flat one is its own event. */
    static List<RecordFields> parts(RecordFields activity) {
        List<Object> events = JsonTree.array(activity.raw("events"));
        List<RecordFields> parts = new ArrayList<>();
        for (Object event : events == null ? List.of() : events) {
            Map<String, Object> object = JsonTree.object(event);
            if (object != null) {
                Map<String, Object> part = new LinkedHashMap<>();
                part.putAll(RecordFields.ofJson(object).lowerCaseNames().values());
                activity.values().forEach(part::putIfAbsent);
                part.remove("events");
                part.put(PLACE, String.valueOf(parts.size()));
                parts.add(RecordFields.ofJson(part));
            }
        }
        return parts.isEmpty() ? List.of(activity) : parts;
    }

    static Event event(RecordFields fields, RecordContext context) throws Refusal {
        CloudAction action = read(fields, context.name());
        String target = CloudEvents.first(action.getTarget(), action.getApplication());
        return CloudEvents.of(
                action,
                context,
                GoogleOperations.action(action.getWorkload(), action.getOperation()),
                GoogleOperations.outcome(action.getOperation()),
                null,
                CloudEvents.orElse("google", target));
    }

    private static CloudAction read(RecordFields fields, String log) throws Refusal {
        RecordFields id = fields.within("id");
        RecordFields actor = fields.within("actor");
        Map<String, String> parameters = parameters(fields);
        String time = id.text("time");
        return CloudAction.newBuilder()
                .setLog(log)
                .setWhenMicros(
                        time == null ? fields.mandatoryMoment("time") : id.mandatoryMoment("time"))
                .setEventId(eventId(id.text("uniquequalifier"), fields.count(PLACE)))
                .setActor(
                        Texts.lower(
                                CloudEvents.orElse(
                                        SERVICE, actor.firstText("email", "profileid", "key"))))
                .setActorType(actor.text("callertype"))
                .setOperation(fields.mandatory("name"))
                .setWorkload(fields.text("type"))
                .setTarget(target(parameters))
                .setClientIp(CloudEvents.address(fields.text("ipaddress")))
                .setParameters(new ArrayList<>(parameters.keySet()))
                .setApplication(id.text("applicationname"))
                .setCountry(fields.within("networkinfo").text("regioncode"))
                .build();
    }

    /** The place tells two events of one activity apart that are alike else. */
    private static @Nullable String eventId(@Nullable String qualifier, @Nullable Long place) {
        boolean first = place == null || place == 0;
        return first ? qualifier : CloudEvents.orElse("", qualifier) + "/" + place;
    }

    /** Names, at most 64, and values of what is one text. */
    private static Map<String, String> parameters(RecordFields fields) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (RecordFields each : fields.objects("parameters")) {
            add(parameters, each.text("name"), each.text("value"));
        }
        RecordFields flat = fields.within("parameters");
        for (String name : flat.values().keySet()) {
            add(parameters, name, flat.text(name));
        }
        return parameters;
    }

    private static void add(
            Map<String, String> parameters, @Nullable String name, @Nullable String value) {
        if (name != null && parameters.size() < MAX_PARAMETERS) {
            parameters.putIfAbsent(
                    Texts.attribute(Texts.lower(name)), CloudEvents.orElse("", value));
        }
    }

    private static @Nullable String target(Map<String, String> parameters) {
        for (String name : TARGETS) {
            String value = parameters.get(name);
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        return null;
    }
}
