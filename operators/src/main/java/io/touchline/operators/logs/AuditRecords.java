// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.HostNames;
import io.touchline.operators.telemetry.IpAddress;
import io.touchline.operators.telemetry.JsonTree;
import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.operators.telemetry.Texts;
import io.touchline.operators.telemetry.UserAgents;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.Zone;
import io.touchline.schemas.avro.CloudAction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * m365.audit: which account did what in Microsoft 365. Names are matched without case, the record
 * may lie as JSON in a column of its own; of parameters only the names are kept.
 */
final class AuditRecords {
    private static final String SERVICE = "m365-service";

    private static final int MAX_PARAMETERS = 64;

    private AuditRecords() {}

    /** One record, the fields of its {@code AuditData} column before the others. */
    static List<RecordFields> parts(RecordFields outer) {
        Object data = outer.raw("auditdata");
        Map<String, Object> inner =
                JsonTree.object(data instanceof String text ? JsonTree.single(text) : data);
        if (inner == null) {
            return List.of(outer);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.putAll(RecordFields.ofJson(inner).lowerCaseNames().values());
        outer.values().forEach(all::putIfAbsent);
        return List.of(RecordFields.ofJson(all));
    }

    private static CloudAction read(RecordFields audit, String log) throws Refusal {
        String actor = audit.firstText("userid", "userids");
        if (actor == null) {
            actor = SERVICE; // what the tenant's own services do carries no user
        }
        String operation = audit.firstText("operation", "operations");
        if (operation == null) {
            throw Refusal.missing("Operation");
        }
        String client = audit.firstText("clientip", "clientipaddress", "actoripaddress");
        IpAddress address = client == null ? null : IpAddress.parseWithPort(client);
        return CloudAction.newBuilder()
                .setLog(log)
                .setWhenMicros(
                        audit.mandatoryMoment("creationtime", "creationdate", "timegenerated"))
                .setEventId(audit.firstText("id", "recordid"))
                .setActor(Texts.lower(actor))
                .setActorType(audit.text("usertype"))
                .setOperation(operation)
                .setWorkload(workload(audit, operation))
                .setTarget(audit.firstText("objectid", "officeobjectid"))
                .setClientIp(address == null || address.nobody() ? null : address.toString())
                .setUserAgent(userAgent(audit))
                .setResult(audit.text("resultstatus"))
                .setParameters(parameterNames(audit))
                .setItems(items(audit))
                .build();
    }

    static Event event(RecordFields fields, RecordContext context) throws Refusal {
        CloudAction action = read(fields, context.name());
        Draft draft =
                context.draft(
                        action,
                        action.getWhenMicros(),
                        AuditOperations.action(action.getOperation()));
        String actor = action.getActor();
        String agent = action.getUserAgent();
        String client = action.getClientIp();
        IpAddress address = client == null ? null : IpAddress.parse(client);
        Outcome outcome = AuditOperations.outcome(action.getOperation(), action.getResult());
        draft.outcome(outcome);
        draft.measure(Measure.ITEMS, action.getItems());
        draft.attribute(Attribute.OPERATION, action.getOperation());
        draft.attribute(Attribute.WORKLOAD, action.getWorkload());
        draft.attribute(Attribute.CLIENT_NETWORK, address == null ? null : address.network());
        draft.place(CloudEvents.outside(context, client));
        draft.attribute(
                Attribute.USER_AGENT_FAMILY, agent == null ? null : UserAgents.family(agent));
        draft.attribute(Attribute.PARAMETERS, String.join(",", action.getParameters()));
        boolean mailbox = "Exchange".equalsIgnoreCase(action.getWorkload());
        String account = EntityKeys.account(draft.site(), actor);
        String box = EntityKeys.mailbox(draft.site(), actor);
        // A service that acts under its own name has no mailbox.
        boolean person = actor.indexOf('@') > 0;
        if (person) {
            draft.links(List.of(mailbox ? account : box));
        }
        draft.role(
                true,
                mailbox && person ? box : account,
                actor,
                EntityKeys.service(draft.site(), peer(action)),
                action.getTarget(),
                Zone.SAAS,
                Zone.SAAS);
        Egress.bind(draft, action, outcome, context);
        return draft.event();
    }

    /** What was acted on, coarse enough to come back: a site, an application, a workload. */
    private static String peer(CloudAction action) {
        String target = action.getTarget();
        if (target != null && target.contains("://")) {
            String host = HostNames.ofUrl(target);
            return host == null ? "m365" : Texts.attribute(host + site(target));
        }
        if (target != null) {
            return Texts.lower(Texts.attribute(target));
        }
        String workload = action.getWorkload();
        return workload == null ? "m365" : Texts.lower(Texts.attribute(workload));
    }

    /** The first two segments of the path of a URL: a site or a person's drive. */
    private static String site(String url) {
        int start = url.indexOf('/', url.indexOf("://") + 3);
        if (start < 0) {
            return "";
        }
        int end = start;
        for (int i = 0; i < 2 && end >= 0; i++) {
            end = url.indexOf('/', end + 1);
        }
        return Texts.lower(end < 0 ? "" : url.substring(start, end));
    }

    private static @Nullable String workload(RecordFields audit, String operation) {
        String workload = audit.firstText("workload", "officeworkload");
        // Exports by cmdlet drop the workload; a verb and a noun is how Exchange names its own.
        boolean cmdlet = operation.indexOf('-') > 0 && operation.indexOf(' ') < 0;
        return workload == null && cmdlet ? "Exchange" : workload;
    }

    private static @Nullable String userAgent(RecordFields audit) {
        String agent = audit.text("useragent");
        if (agent != null) {
            return agent;
        }
        for (Map<String, Object> property : objects(audit.raw("extendedproperties"))) {
            if ("UserAgent".equals(property.get("Name"))
                    && property.get("Value") instanceof String value) {
                String text = Texts.clean(value);
                return text.isEmpty() ? null : text;
            }
        }
        return audit.text("clientinfostring");
    }

    private static List<String> parameterNames(RecordFields audit) {
        List<String> names = new ArrayList<>();
        for (Map<String, Object> parameter : objects(audit.raw("parameters"))) {
            if (parameter.get("Name") instanceof String name && names.size() < MAX_PARAMETERS) {
                names.add(Texts.attribute(name));
            }
        }
        return names;
    }

    private static @Nullable Long items(RecordFields audit) {
        Long count = audit.count("operationcount");
        if (count != null) {
            return count;
        }
        int items = objects(audit.raw("affecteditems")).size();
        return items == 0 ? null : Long.valueOf(items);
    }

    /** The objects of an array, which an export may have written as text. */
    private static List<Map<String, Object>> objects(@Nullable Object value) {
        return JsonTree.objects(value instanceof String text ? JsonTree.single(text) : value);
    }
}
