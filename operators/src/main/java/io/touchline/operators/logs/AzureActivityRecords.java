// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.operators.telemetry.Texts;
import io.touchline.schemas.Action;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.avro.CloudAction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * azure.activity: who did what to which kind of resource of a subscription. Read in the forms of
 * the SDK, of the REST API, of Event Hubs and of Log Analytics.
 */
final class AzureActivityRecords {
    private static final String SERVICE = "azure-service";
    private static final String CLAIM = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";
    private static final String OBJECT =
            "http://schemas.microsoft.com/identity/claims/objectidentifier";

    private static final String[] STATUS = {"activitystatusvalue", "status", "resulttype"};

    private static final List<String> LOOKS = List.of("get", "check", "validate", "audit");

    private static final List<String> GRANT =
            List.of(
                    "/roleassignments/write",
                    "/roledefinitions/write",
                    "/elevateaccess/action",
                    "/accesspolicies/write",
                    "/roleeligibilityschedulerequests/write",
                    "/roleassignmentschedulerequests/write");

    private AzureActivityRecords() {}

    static Event event(RecordFields fields, RecordContext context) throws Refusal {
        CloudAction action = read(fields, context.name());
        String operation = Texts.lower(action.getOperation());
        return CloudEvents.of(
                action,
                context,
                action(operation),
                outcome(action.getResult(), action.getError()),
                null,
                resourceType(operation));
    }

    private static CloudAction read(RecordFields fields, String log) throws Refusal {
        String operation = said(fields, "operationnamevalue", "operation_name", "operationname");
        if (operation == null) {
            throw Refusal.missing("operationName");
        }
        RecordFields claims = claims(fields);
        return CloudAction.newBuilder()
                .setLog(log)
                .setWhenMicros(
                        fields.mandatoryMoment(
                                "event_timestamp", "eventtimestamp", "time", "timegenerated"))
                .setEventId(
                        fields.firstText(
                                "event_data_id", "eventdataid", "correlation_id", "correlationid"))
                .setActor(actor(fields, claims))
                .setActorType(claims.text("idtyp"))
                .setOperation(operation)
                .setWorkload(said(fields, "categoryvalue", "category"))
                .setTarget(fields.firstText("resource_id", "resourceid", "_resourceid"))
                .setClientIp(CloudEvents.address(client(fields, claims)))
                .setResult(said(fields, STATUS))
                .setApplication(provider(Texts.lower(operation)))
                .setRegion(fields.text("location"))
                .setError(error(fields))
                .build();
    }

    /** The detail of a failure; that of anything else only repeats the status. */
    private static @Nullable String error(RecordFields fields) {
        String detail =
                said(
                        fields,
                        "activitysubstatusvalue",
                        "sub_status",
                        "substatus",
                        "resultsignature");
        return failed(said(fields, STATUS)) ? detail : null;
    }

    /** The caller; what the service does of itself names none. */
    private static String actor(RecordFields fields, RecordFields claims) {
        String actor =
                CloudEvents.first(
                        fields.text("caller"),
                        claims.firstText("upn", CLAIM + "upn", "preferred_username"),
                        claims.firstText(OBJECT, "oid", "appid"));
        return Texts.lower(CloudEvents.orElse(SERVICE, actor));
    }

    private static RecordFields claims(RecordFields fields) {
        RecordFields claims = fields.within("claims");
        return claims.values().isEmpty() ? fields.within("identity").within("claims") : claims;
    }

    private static @Nullable String client(RecordFields fields, RecordFields claims) {
        return CloudEvents.first(
                fields.text("calleripaddress"),
                fields.within("http_request").firstText("client_ip_address", "clientipaddress"),
                fields.within("httprequest").firstText("clientipaddress", "client_ip_address"),
                claims.text("ipaddr"));
    }

    /** The first of {@code names} that is a text or has a {@code value}. */
    private static @Nullable String said(RecordFields fields, String... names) {
        for (String name : names) {
            String said = CloudEvents.first(fields.text(name), fields.within(name).text("value"));
            if (said != null) {
                return said;
            }
        }
        return null;
    }

    /** An operation is its resource type with a verb behind it. */
    private static String resourceType(String operation) {
        String type = operation.endsWith("/action") ? withoutLast(operation) : operation;
        String bare = withoutLast(type);
        return bare.isEmpty() ? "azure" : bare;
    }

    private static String withoutLast(String operation) {
        int slash = operation.lastIndexOf('/');
        return slash < 0 ? operation : operation.substring(0, slash);
    }

    private static @Nullable String provider(String operation) {
        int slash = operation.indexOf('/');
        return slash <= 0 ? null : operation.substring(0, slash);
    }

    private static Action action(String operation) {
        if (OperationNames.endsWithAny(operation, GRANT)) {
            return Action.GRANT;
        }
        String verb = operation.endsWith("/action") ? verb(operation) : "";
        if (verb.startsWith("list")) {
            return Action.READ; // keys and credentials are had by listing them
        }
        boolean looks = operation.endsWith("/read") || OperationNames.beginsWithAny(verb, LOOKS);
        return looks ? Action.CALL : Action.ADMINISTER;
    }

    private static String verb(String operation) {
        String without = withoutLast(operation);
        return without.substring(without.lastIndexOf('/') + 1);
    }

    private static Outcome outcome(@Nullable String status, @Nullable String detail) {
        String why = Texts.lower(CloudEvents.orElse("", detail));
        if (why.contains("forbidden") || why.contains("unauthorized")) {
            return Outcome.DENIED;
        }
        boolean well = status != null && Texts.lower(status).startsWith("succe");
        return well ? Outcome.SUCCESS : failed(status) ? Outcome.FAILURE : Outcome.UNKNOWN;
    }

    private static boolean failed(@Nullable String status) {
        return status != null && Texts.lower(status).startsWith("fail");
    }
}
