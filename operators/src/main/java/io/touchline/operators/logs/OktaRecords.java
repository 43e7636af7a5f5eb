// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.geography.Point;
import io.touchline.operators.telemetry.Countries;
import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.operators.telemetry.Texts;
import io.touchline.schemas.Action;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.avro.CloudAction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** okta.system: sign-ins and the administration of an Okta organisation. */
final class OktaRecords {
    private static final String SERVICE = "okta";
    private static final String UNKNOWN = "unknown";

    private static final List<String> LOG_ON =
            List.of(
                    "user.session.start",
                    "user.authentication.",
                    "user.mfa.okta_verify",
                    "policy.evaluate_sign_on",
                    "app.oauth2.",
                    "app.generic.unauth_app_access_attempt");
    private static final List<String> GRANT =
            List.of(
                    "privilege.grant",
                    "impersonation.grant",
                    "user_membership.add",
                    "api_token.create",
                    "consent.grant",
                    "role.assign");
    private static final List<String> READ =
            List.of("user_membership.show_password", ".export", ".download");
    private static final List<String> ADMINISTER =
            List.of(
                    ".lifecycle.",
                    ".create",
                    ".update",
                    ".delete",
                    ".add",
                    ".remove",
                    ".revoke",
                    ".reset",
                    ".activate",
                    ".deactivate",
                    ".suspend",
                    ".unlock",
                    ".lock",
                    ".change_password",
                    ".privilege.");

    private OktaRecords() {}

    static Event event(RecordFields fields, RecordContext context) throws Refusal {
        CloudAction action = read(fields, context.name());
        Action does = action(Texts.lower(action.getOperation()));
        return CloudEvents.of(
                action,
                context,
                does,
                outcome(action.getResult()),
                null,
                CloudEvents.orElse(
                        SERVICE,
                        does == Action.LOG_ON ? action.getApplication() : action.getTarget()),
                point(fields.within("client")));
    }

    private static CloudAction read(RecordFields fields, String log) throws Refusal {
        RecordFields client = fields.within("client");
        RecordFields outcome = fields.within("outcome");
        List<RecordFields> targets = fields.objects("target");
        String agent = client.within("useragent").text("rawuseragent");
        return CloudAction.newBuilder()
                .setLog(log)
                .setWhenMicros(fields.mandatoryMoment("published"))
                .setEventId(fields.text("uuid"))
                .setActor(actor(fields.within("actor")))
                .setActorType(fields.within("actor").text("type"))
                .setOperation(fields.mandatory("eventtype"))
                .setTarget(targets.isEmpty() ? null : name(targets.get(0)))
                .setClientIp(
                        CloudEvents.first(
                                CloudEvents.address(client.text("ipaddress")),
                                CloudEvents.address(fields.within("actor").text("id"))))
                .setUserAgent(agent)
                .setResult(outcome.text("result"))
                .setError(outcome.text("reason"))
                .setApplication(application(targets))
                .setCountry(country(client))
                .setAuthenticationProtocol(
                        fields.within("debugcontext").within("debugdata").text("granttype"))
                .setDevice(device(fields, client))
                .setSession(fields.within("authenticationcontext").text("externalsessionid"))
                .build();
    }

    /** What the service does of itself names no actor; an address that acts is nobody. */
    private static String actor(RecordFields actor) {
        String name = actor.lowerText("alternateid");
        String id = actor.lowerText("id");
        boolean named = name != null && !name.equals(UNKNOWN);
        if (id != null && CloudEvents.address(id) != null) {
            return SERVICE;
        }
        return CloudEvents.orElse(SERVICE, named ? name : id);
    }

    private static @Nullable String name(RecordFields target) {
        String alternate = target.text("alternateid");
        boolean named = alternate != null && !UNKNOWN.equalsIgnoreCase(alternate);
        return named ? alternate : target.firstText("displayname", "id");
    }

    private static @Nullable String application(List<RecordFields> targets) {
        for (RecordFields target : targets) {
            if ("AppInstance".equals(target.text("type"))) {
                return target.firstText("displayname", "alternateid");
            }
        }
        return null;
    }

    private static @Nullable String country(RecordFields client) {
        String country = client.within("geographicalcontext").text("country");
        return country == null ? null : Countries.code(country);
    }

    private static @Nullable Point point(RecordFields client) {
        RecordFields told = client.within("geographicalcontext").within("geolocation");
        return Point.of(told.text("lat"), told.text("lon"));
    }

    /** The enrolled device, else its class. */
    private static @Nullable String device(RecordFields fields, RecordFields client) {
        String kind = client.text("device");
        return CloudEvents.first(
                fields.within("device").firstText("name", "id"),
                UNKNOWN.equalsIgnoreCase(kind) ? null : kind);
    }

    private static Action action(String operation) {
        if (OperationNames.containsAny(operation, GRANT)) {
            return Action.GRANT;
        }
        if (OperationNames.beginsWithAny(operation, LOG_ON)) {
            return Action.LOG_ON;
        }
        if (OperationNames.containsAny(operation, READ)) {
            return Action.READ;
        }
        return OperationNames.containsAny(operation, ADMINISTER) ? Action.ADMINISTER : Action.CALL;
    }

    private static Outcome outcome(@Nullable String result) {
        if (result == null) {
            return Outcome.UNKNOWN;
        }
        return switch (Texts.lower(result)) {
            case "success", "allow" -> Outcome.SUCCESS;
            case "failure" -> Outcome.FAILURE;
            case "deny" -> Outcome.DENIED;
            default -> Outcome.UNKNOWN; // a challenge is no end
        };
    }
}
