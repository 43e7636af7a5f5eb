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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * entra.sign-in: who or what signed in to which application, from where and by what means. Read in
 * the forms of Graph, of diagnostics and of Log Analytics, whose columns hold JSON as text.
 */
final class SignInRecords {
    static final String OPERATION = "sign-in";
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";
    private static final String WENT_WELL = "0";

    /** Codes by which more is asked for: a second factor, a new password, an answer. */
    private static final Set<String> GOES_ON =
            Set.of("50055", "50072", "50074", "50076", "50079", "50097", "50125", "50129", "50140");

    /** Codes of conditional access all begin so. */
    private static final String POLICY = "530";

    private static final String NOT_ASSIGNED = "50105";

    private SignInRecords() {}

    static Event event(RecordFields fields, RecordContext context) throws Refusal {
        CloudAction signIn = read(fields, context.name());
        String application = signIn.getApplication();
        return CloudEvents.of(
                signIn,
                context,
                Action.LOG_ON,
                outcome(signIn.getResult(), signIn.getConditionalAccess()),
                fields.firstText("serviceprincipalname"),
                application == null ? "entra" : application,
                point(fields));
    }

    private static CloudAction read(RecordFields fields, String log) throws Refusal {
        RecordFields device = fields.within("devicedetail");
        String code =
                CloudEvents.first(
                        fields.within("status").text("errorcode"),
                        fields.firstText("resulttype", "errorcode"));
        return CloudAction.newBuilder()
                .setLog(log)
                .setWhenMicros(fields.mandatoryMoment("createddatetime", "timegenerated", "time"))
                .setEventId(fields.firstText("id", "correlationid"))
                .setActor(actor(fields))
                .setActorType(fields.text("usertype"))
                .setOperation(OPERATION)
                .setTarget(fields.firstText("resourcedisplayname", "resourceidentity"))
                .setClientIp(CloudEvents.address(fields.firstText("ipaddress", "calleripaddress")))
                .setUserAgent(CloudEvents.first(fields.text("useragent"), device.text("browser")))
                .setResult(code)
                .setError(WENT_WELL.equals(code) ? null : code)
                .setApplication(fields.firstText("appdisplayname", "appid"))
                .setCountry(country(fields))
                .setAuthenticationProtocol(fields.text("authenticationprotocol"))
                .setTransferMethod(fields.text("originaltransfermethod"))
                .setClientApp(fields.text("clientappused"))
                .setDevice(device.firstText("displayname", "deviceid"))
                .setConditionalAccess(fields.text("conditionalaccessstatus"))
                .setInteractive(interactive(fields))
                .setSession(fields.text("sessionid"))
                .build();
    }

    /** A person by name; an application by its id, for names of those may be given twice. */
    private static String actor(RecordFields fields) throws Refusal {
        String user = fields.text("userid");
        String actor =
                CloudEvents.first(
                        fields.text("userprincipalname"),
                        NOBODY.equals(user) ? null : user,
                        fields.firstText("serviceprincipalid", "appid"));
        if (actor == null) {
            throw Refusal.missing("userPrincipalName");
        }
        return Texts.lower(actor);
    }

    private static @Nullable String country(RecordFields fields) {
        String country =
                CloudEvents.first(
                        fields.within("location").text("countryorregion"),
                        fields.within("locationdetails").text("countryorregion"),
                        fields.text("location"));
        return country == null ? null : Countries.code(country);
    }

    private static @Nullable Point point(RecordFields fields) {
        RecordFields told = fields.within("location").within("geocoordinates");
        RecordFields listed = fields.within("locationdetails").within("geocoordinates");
        return Point.of(
                CloudEvents.first(told.text("latitude"), listed.text("latitude")),
                CloudEvents.first(told.text("longitude"), listed.text("longitude")));
    }

    private static @Nullable Boolean interactive(RecordFields fields) {
        Boolean told = fields.flag("isinteractive");
        String category = fields.lowerText("category");
        boolean quiet = category != null && category.startsWith("noninteractive");
        return told == null && quiet ? Boolean.FALSE : told;
    }

    private static Outcome outcome(@Nullable String code, @Nullable String policy) {
        if ("failure".equalsIgnoreCase(policy)) {
            return Outcome.DENIED;
        }
        if (code == null || GOES_ON.contains(code)) {
            return Outcome.UNKNOWN;
        }
        if (code.equals(WENT_WELL)) {
            return Outcome.SUCCESS;
        }
        boolean refused = code.startsWith(POLICY) || code.equals(NOT_ASSIGNED);
        return refused ? Outcome.DENIED : Outcome.FAILURE;
    }
}
