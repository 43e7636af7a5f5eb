// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.operators.telemetry.Texts;
import io.touchline.schemas.Action;
import io.touchline.schemas.avro.CloudAction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * entra.audit: who changed what in the directory. Its activities bear the names that Microsoft
 * 365's audit log gives them; of a changed property only the name is kept.
 */
final class DirectoryRecords {
    private static final String SERVICE = "entra-service";
    private static final int MAX_PROPERTIES = 64;

    private DirectoryRecords() {}

    static Event event(RecordFields fields, RecordContext context) throws Refusal {
        CloudAction action = read(fields, context.name());
        String target = action.getTarget();
        return CloudEvents.of(
                action,
                context,
                action(action.getOperation()),
                AuditOperations.outcome(action.getOperation(), action.getResult()),
                fields.within("initiatedby").within("app").text("displayname"),
                target == null ? "entra" : target);
    }

    /** Whatever its name, an activity of the directory is a change of it. */
    private static Action action(String operation) {
        Action does = AuditOperations.action(operation);
        return does == Action.GRANT ? does : Action.ADMINISTER;
    }

    private static CloudAction read(RecordFields fields, String log) throws Refusal {
        RecordFields user = fields.within("initiatedby").within("user");
        RecordFields app = fields.within("initiatedby").within("app");
        String operation = fields.firstText("activitydisplayname", "operationname");
        if (operation == null) {
            throw Refusal.missing("activityDisplayName");
        }
        String actor =
                CloudEvents.first(
                        user.firstText("userprincipalname", "id"),
                        app.firstText("serviceprincipalid", "appid", "displayname"));
        List<RecordFields> targets = fields.objects("targetresources");
        return CloudAction.newBuilder()
                .setLog(log)
                .setWhenMicros(fields.mandatoryMoment("activitydatetime", "time", "timegenerated"))
                .setEventId(fields.firstText("id", "correlationid"))
                .setActor(Texts.lower(actor == null ? SERVICE : actor))
                .setOperation(operation)
                .setTarget(target(targets))
                .setClientIp(
                        CloudEvents.address(
                                CloudEvents.first(
                                        user.text("ipaddress"), fields.text("calleripaddress"))))
                .setUserAgent(fields.text("useragent"))
                .setResult(fields.firstText("result", "resultsignature"))
                .setParameters(properties(targets))
                .setApplication(fields.text("loggedbyservice"))
                .build();
    }

    private static @Nullable String target(List<RecordFields> targets) {
        return targets.isEmpty()
                ? null
                : targets.get(0).firstText("userprincipalname", "displayname", "id");
    }

    private static List<String> properties(List<RecordFields> targets) {
        List<String> names = new ArrayList<>();
        for (RecordFields target : targets) {
            for (RecordFields property : target.objects("modifiedproperties")) {
                String name = property.text("displayname");
                if (name != null && names.size() < MAX_PROPERTIES) {
                    names.add(Texts.attribute(name));
                }
            }
        }
        return names;
    }
}
