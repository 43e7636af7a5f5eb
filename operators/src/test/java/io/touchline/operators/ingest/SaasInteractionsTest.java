// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.touchline.operators.telemetry.DeadLetterReason;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.Channel;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What sign-ins and audited actions of rented services become, in every form they come in. */
class SaasInteractionsTest {
    private static final long T0 = 1_700_000_000_000L; // 2023-11-14T22:13:20Z

    private static final String SIGN_IN =
            """
            {"id":"s-1","createdDateTime":"2023-11-14T22:13:20Z",
             "userPrincipalName":"Clerk@Venue.example","userId":"u-1","appId":"a-1",
             "appDisplayName":"Box Office","ipAddress":"203.0.113.7",
             "userAgent":"Mozilla/5.0 (Windows NT 10.0) Chrome/119.0 Safari/537.36",
             "clientAppUsed":"Browser","correlationId":"c-1","conditionalAccessStatus":"success",
             "isInteractive":true,"authenticationProtocol":"deviceCode",
             "originalTransferMethod":"deviceCodeFlow","resourceDisplayName":"Microsoft Graph",
             "status":{"errorCode":0,"failureReason":"Other."},
             "deviceDetail":{"deviceId":"d-1","displayName":"TILL-04","browser":"Chrome 119.0"},
             "location":{"city":"Oslo","countryOrRegion":"NO"}}""";

    private static final String OKTA =
            """
            {"uuid":"o-1","published":"2023-11-14T22:13:20.000Z","eventType":"user.session.start",
             "severity":"INFO","actor":{"id":"00u1","type":"User",
             "alternateId":"Clerk@Venue.example","displayName":"A Clerk"},
             "client":{"ipAddress":"203.0.113.7","device":"Computer",
              "geographicalContext":{"country":"United States"},
              "userAgent":{"rawUserAgent":"Mozilla/5.0 Firefox/119.0"}},
             "outcome":{"result":"FAILURE","reason":"INVALID_CREDENTIALS"},
             "target":[{"id":"0oa1","type":"AppInstance","alternateId":"Ticketing",
              "displayName":"Ticketing"}],
             "debugContext":{"debugData":{"grantType":"device_code"}},
             "authenticationContext":{"externalSessionId":"x-1"}}""";

    private static final String GOOGLE =
            """
            {"kind":"admin#reports#activity","id":{"time":"2023-11-14T22:13:20.000Z",
             "uniqueQualifier":"-7","applicationName":"drive","customerId":"C1"},
             "actor":{"email":"Clerk@Venue.example","profileId":"1"},"ipAddress":"203.0.113.7",
             "events":[
              {"type":"access","name":"download","parameters":[
               {"name":"owner","value":"boss@venue.example"},{"name":"billable","boolValue":true}]},
              {"type":"acl_change","name":"change_user_access","parameters":[
               {"name":"target_user","value":"friend@elsewhere.example"}]}]}""";

    private static final String DIRECTORY =
            """
            {"time":"2023-11-14T22:13:25Z","category":"AuditLogs","operationName":"x",
             "resourceId":"/tenants/t/providers/Microsoft.aadiam","properties":{"id":"d-1",
             "activityDateTime":"2023-11-14T22:13:20Z","activityDisplayName":"Add member to role",
             "result":"success","loggedByService":"Core Directory","category":"RoleManagement",
             "initiatedBy":{"user":{"userPrincipalName":"Boss@Venue.example",
              "ipAddress":"203.0.113.7"}},
             "targetResources":[{"type":"User","userPrincipalName":"clerk@venue.example",
              "modifiedProperties":[{"displayName":"Role.DisplayName","newValue":"secret"}]}]}}""";

    @Test
    void signInIsOfAnAccountToAnApplication() {
        Interaction it = only(SIGN_IN);
        assertThat(it.source()).isEqualTo("entra.sign-in");
        assertThat(it.channel()).isEqualTo(Channel.SAAS);
        assertThat(it.action()).isEqualTo(Action.LOG_ON);
        assertThat(it.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(it.when()).isEqualTo(T0);
        assertThat(it.acts()).isTrue();
        assertThat(it.entity()).isEqualTo("account:venue:clerk@venue.example");
        assertThat(it.peer()).isEqualTo("service:venue:box office");
        assertThat(it.links()).containsExactly("mailbox:venue:clerk@venue.example");
        assertThat(it.measures()).isEmpty();
        assertThat(it.attributes())
                .containsOnly(
                        entry(Attribute.OPERATION, "sign-in"),
                        entry(Attribute.APPLICATION, "Box Office"),
                        entry(Attribute.CLIENT_NETWORK, "203.0.113.0/24"),
                        entry(Attribute.COUNTRY, "NO"),
                        entry(Attribute.USER_AGENT_FAMILY, "chrome"),
                        entry(Attribute.DEVICE, "TILL-04"),
                        entry(Attribute.CLIENT_APP, "Browser"),
                        entry(Attribute.INTERACTIVE, "true"),
                        entry(Attribute.CONDITIONAL_ACCESS, "success"),
                        entry(Attribute.AUTHENTICATION_PROTOCOL, "deviceCode"),
                        entry(Attribute.TRANSFER_METHOD, "deviceCodeFlow"));
    }

    /** The same sign-in as a diagnostic, in a batch, and as a row of Log Analytics. */
    @Test
    void everyFormOfASignInIsOneEvent() {
        Interaction graph = only(SIGN_IN);
        Interaction diagnostic = only(diagnostic("SignInLogs", SIGN_IN));
        Interaction batch = only("{\"records\":[" + diagnostic("SignInLogs", SIGN_IN) + "]}");
        Interaction pascal =
                only(
                        """
                        {"Id":"s-1","CreatedDateTime":"2023-11-14 22:13:20",
                         "UserPrincipalName":"clerk@venue.example","AppId":"a-1",
                         "AppDisplayName":"Box Office","IPAddress":"203.0.113.7",
                         "UserAgent":"Mozilla/5.0 (Windows NT 10.0) Chrome/119.0 Safari/537.36",
                         "ClientAppUsed":"Browser","ConditionalAccessStatus":"success",
                         "IsInteractive":"True","AuthenticationProtocol":"deviceCode",
                         "OriginalTransferMethod":"deviceCodeFlow",
                         "ResourceDisplayName":"Microsoft Graph","ResultType":"0",
                         "DeviceDetail":"{\\"deviceId\\":\\"d-1\\",\\"displayName\\":\\"TILL-04\\"}",
                         "LocationDetails":"{\\"countryOrRegion\\":\\"NO\\"}","Location":"NO"}""");
        for (Interaction each : List.of(diagnostic, batch, pascal)) {
            assertThat(List.of(each.idHigh(), each.idLow()))
                    .isEqualTo(List.of(graph.idHigh(), graph.idLow()));
            assertThat(each.attributes()).isEqualTo(graph.attributes());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, success, SUCCESS",
        "50126, notApplied, FAILURE",
        "53003, notApplied, DENIED",
        "50105, notApplied, DENIED",
        "50126, failure, DENIED",
        "50074, notApplied, UNKNOWN"
    })
    void outcomeOfSignInIsItsCode(String code, String policy, Outcome outcome) {
        String record =
                SIGN_IN.replace("\"errorCode\":0", "\"errorCode\":" + code)
                        .replace(
                                "\"conditionalAccessStatus\":\"success\"",
                                "\"conditionalAccessStatus\":\"" + policy + "\"");
        assertThat(only(record).outcome()).isEqualTo(outcome);
    }

    @Test
    void servicePrincipalIsAnAccountWithoutMailbox() {
        Interaction it =
                only(
                        diagnostic(
                                "ServicePrincipalSignInLogs",
                                """
                                {"createdDateTime":"2023-11-14T22:13:20Z","userId":"",
                                 "servicePrincipalId":"SP-1","servicePrincipalName":"backup",
                                 "appId":"a-2","ipAddress":"10.1.2.3",
                                 "status":{"errorCode":7000215}}"""));
        assertThat(it.entity()).isEqualTo("account:venue:sp-1");
        assertThat(it.entityName()).isEqualTo("backup");
        assertThat(it.links()).isEmpty();
        assertThat(it.outcome()).isEqualTo(Outcome.FAILURE);
        // an address of one's own says nothing about where somebody is
        assertThat(it.attributes()).doesNotContainKey(Attribute.CLIENT_NETWORK);
    }

    @Test
    void quietSignInIsToldByItsCategory() {
        String quiet = SIGN_IN.replace("\"isInteractive\":true,", "");
        assertThat(only(quiet).attributes()).doesNotContainKey(Attribute.INTERACTIVE);
        assertThat(only(diagnostic("NonInteractiveUserSignInLogs", quiet)).attributes())
                .containsEntry(Attribute.INTERACTIVE, "false");
        assertThat(only(diagnostic("ManagedIdentitySignInLogs", quiet)).source())
                .isEqualTo("entra.sign-in");
    }

    @Test
    void directoryChangeIsOfWhoBeganIt() {
        Interaction it = only(DIRECTORY);
        assertThat(it.source()).isEqualTo("entra.audit");
        assertThat(it.action()).isEqualTo(Action.ADMINISTER);
        assertThat(it.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(it.when()).isEqualTo(T0);
        assertThat(it.entity()).isEqualTo("account:venue:boss@venue.example");
        assertThat(it.peer()).isEqualTo("service:venue:clerk@venue.example");
        assertThat(it.attributes())
                .containsOnly(
                        entry(Attribute.OPERATION, "Add member to role"),
                        entry(Attribute.APPLICATION, "Core Directory"),
                        entry(Attribute.CLIENT_NETWORK, "203.0.113.0/24"));
    }

    /** Some exports put the category of the activity itself outside: a word of the activity log. */
    @Test
    void whatLiesUnderATenantIsTheDirectorys() {
        String policy = DIRECTORY.replace("\"AuditLogs\"", "\"Policy\"");
        assertThat(only(policy).source()).isEqualTo("entra.audit");
    }

    @Test
    void oktaLogOnIsToItsApplication() {
        Interaction it = only(OKTA);
        assertThat(it.source()).isEqualTo("okta.system");
        assertThat(it.channel()).isEqualTo(Channel.SAAS);
        assertThat(it.action()).isEqualTo(Action.LOG_ON);
        assertThat(it.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(it.when()).isEqualTo(T0);
        assertThat(it.entity()).isEqualTo("account:venue:clerk@venue.example");
        assertThat(it.peer()).isEqualTo("service:venue:ticketing");
        assertThat(it.links()).containsExactly("mailbox:venue:clerk@venue.example");
        assertThat(it.attributes())
                .containsOnly(
                        entry(Attribute.OPERATION, "user.session.start"),
                        entry(Attribute.APPLICATION, "Ticketing"),
                        entry(Attribute.CLIENT_NETWORK, "203.0.113.0/24"),
                        entry(Attribute.COUNTRY, "US"),
                        entry(Attribute.USER_AGENT_FAMILY, "firefox"),
                        entry(Attribute.DEVICE, "Computer"),
                        entry(Attribute.AUTHENTICATION_PROTOCOL, "device_code"));
    }

    @ParameterizedTest
    @CsvSource({
        "user.authentication.auth_via_mfa, CHALLENGE, LOG_ON, UNKNOWN",
        "user.account.privilege.grant, SUCCESS, GRANT, SUCCESS",
        "system.api_token.create, ALLOW, GRANT, SUCCESS",
        "application.user_membership.show_password, SUCCESS, READ, SUCCESS",
        "user.mfa.factor.reset_all, SUCCESS, ADMINISTER, SUCCESS",
        "security.threat.detected, DENY, CALL, DENIED"
    })
    void oktaEventTypeIsWhatIsDone(String type, String result, Action action, Outcome outcome) {
        String record = OKTA.replace("user.session.start", type).replace("FAILURE", result);
        Interaction it = only(record);
        assertThat(it.action()).isEqualTo(action);
        assertThat(it.outcome()).isEqualTo(outcome);
    }

    @Test
    void unknownActorOfOktaGoesByItsId() {
        Interaction it = only(OKTA.replace("Clerk@Venue.example", "unknown"));
        assertThat(it.entity()).isEqualTo("account:venue:00u1");
    }

    /** An address is nobody: what it does, Okta itself has seen. */
    @Test
    void addressAsAnActorIsTheClient() {
        String record =
                OKTA.replace("\"type\":\"User\"", "\"type\":\"IP address\"")
                        .replace("00u1", "198.51.100.9")
                        .replace("\"ipAddress\":\"203.0.113.7\",", "");
        Interaction it = only(record);
        assertThat(it.entity()).isEqualTo("account:venue:okta");
        assertThat(it.attributes()).containsEntry(Attribute.CLIENT_NETWORK, "198.51.100.0/24");
    }

    @Test
    void activityHoldsSeveralEvents() {
        TestingDecodeOutput out = TestingDecodeOutput.live(GOOGLE);
        assertThat(out.letters).isEmpty();
        assertThat(out.events).hasSize(2);
        Interaction read = out.events.get(0).interactions().get(0);
        assertThat(read.source()).isEqualTo("google.activity");
        assertThat(read.when()).isEqualTo(T0);
        assertThat(read.entity()).isEqualTo("account:venue:clerk@venue.example");
        assertThat(read.links()).containsExactly("mailbox:venue:clerk@venue.example");
        assertThat(read.action()).isEqualTo(Action.READ);
        assertThat(read.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(read.peer()).isEqualTo("service:venue:boss@venue.example");
        assertThat(read.attributes())
                .containsOnly(
                        entry(Attribute.OPERATION, "download"),
                        entry(Attribute.APPLICATION, "drive"),
                        entry(Attribute.CLIENT_NETWORK, "203.0.113.0/24"));
        Interaction shared = out.events.get(1).interactions().get(0);
        assertThat(shared.action()).isEqualTo(Action.GRANT);
        assertThat(shared.peer()).isEqualTo("service:venue:friend@elsewhere.example");
    }

    /** Two alike events of one activity are two; the first is the one an exporter writes flat. */
    @Test
    void placeTellsEqualEventsApart() {
        String twice = "{\"type\":\"access\",\"name\":\"view\"}";
        TestingDecodeOutput out =
                TestingDecodeOutput.live(
                        GOOGLE.substring(0, GOOGLE.indexOf("\"events\""))
                                + "\"events\":["
                                + twice
                                + ","
                                + twice
                                + "]}");
        assertThat(out.events).hasSize(2);
        Interaction first = out.events.get(0).interactions().get(0);
        assertThat(first.idHigh()).isNotEqualTo(out.events.get(1).interactions().get(0).idHigh());
        Interaction flat =
                only(
                        GOOGLE.substring(0, GOOGLE.indexOf("\"events\""))
                                + "\"type\":\"access\",\"name\":\"view\"}");
        assertThat(flat.idHigh()).isEqualTo(first.idHigh());
    }

    @Test
    void flatActivityHasItsParametersAsAnObject() {
        Interaction it =
                only(
                        """
                        {"id":{"time":"2023-11-14 22:13:20.000000000","uniqueQualifier":"-7",
                         "applicationName":"admin"},"actor":{"callerType":"USER",
                         "email":"boss@venue.example"},"name":"CHANGE_APPLICATION_SETTING",
                         "type":"APPLICATION_SETTINGS","parameters":{"APPLICATION_NAME":"Gmail",
                         "NEW_VALUE":"true"}}""");
        assertThat(it.action()).isEqualTo(Action.ADMINISTER);
        assertThat(it.peer()).isEqualTo("service:venue:gmail");
    }

    @ParameterizedTest
    @CsvSource({
        "login_success, LOG_ON, SUCCESS",
        "login_failure, LOG_ON, FAILURE",
        "authorize, GRANT, UNKNOWN",
        "ASSIGN_ROLE, GRANT, UNKNOWN",
        "CREATE_USER, ADMINISTER, UNKNOWN",
        "upload, WRITE, UNKNOWN",
        "delivery, CALL, UNKNOWN"
    })
    void eventOfGoogleIsItsName(String name, Action action, Outcome outcome) {
        String activity = GOOGLE.substring(0, GOOGLE.indexOf("\"events\""));
        Interaction it = only(activity + "\"name\":\"" + name + "\"}");
        assertThat(it.action()).isEqualTo(action);
        assertThat(it.outcome()).isEqualTo(outcome);
    }

    /** Each log in Kafka Connect's envelope, in a shipper's message and in lower-case names. */
    @Test
    void everyWrapperIsTakenOff() {
        for (String record : List.of(SIGN_IN, OKTA, DIRECTORY)) {
            Interaction bare = only(record);
            String line = record.replace("\n", " ");
            String quoted = line.replace("\\", "\\\\").replace("\"", "\\\"");
            Interaction connect =
                    only("{\"schema\":{\"type\":\"struct\"},\"payload\":" + line + "}");
            Interaction connectOfText =
                    only("{\"schema\":{\"type\":\"string\"},\"payload\":\"" + quoted + "\"}");
            Interaction beats =
                    only(
                            "{\"@timestamp\":\"2023-11-14T22:14:00Z\",\"message\":\""
                                    + quoted
                                    + "\"}");
            Interaction array = only("[" + line + "]");
            for (Interaction each : List.of(connectOfText, beats, array)) {
                assertThat(each.source()).isEqualTo(bare.source());
                assertThat(each.idHigh()).isEqualTo(bare.idHigh());
            }
            assertThat(connect.idLow()).isEqualTo(bare.idLow());
        }
    }

    @Test
    void whatALogMustHaveIsNamed() {
        refused(SIGN_IN.replace("createdDateTime", "x"), DeadLetterReason.UNKNOWN_LOG);
        refused(
                diagnostic("SignInLogs", "{\"createdDateTime\":\"2023-11-14T22:13:20Z\"}"),
                DeadLetterReason.MISSING_FIELD);
        refused(SIGN_IN.replace("2023-11-14T22:13:20Z", "soon"), DeadLetterReason.BAD_TIME);
        refused(OKTA.replace("published", "x"), DeadLetterReason.NO_TIME);
        refused(
                OKTA.replace("\"user.session.start\"", "{\"a\":1}"),
                DeadLetterReason.MISSING_FIELD);
        String none = GOOGLE.substring(0, GOOGLE.indexOf("\"events\"")) + "\"events\":[]}";
        refused(none, DeadLetterReason.MISSING_FIELD);
        refused(none.replace("\"time\"", "\"x\""), DeadLetterReason.NO_TIME);
    }

    /** Objects where texts belong and the other way round are as good as absent. */
    @ParameterizedTest
    @ValueSource(strings = {"7", "\"text\"", "[1,[2]]", "{\"a\":{}}", "null", "\"{\\\"a\\\":\""})
    void wrongTypesAreAbsent(String value) {
        String signIn = SIGN_IN;
        for (String name : List.of("status", "deviceDetail", "location")) {
            int start = signIn.indexOf("\"" + name + "\":{") + name.length() + 3;
            int end = signIn.indexOf('}', start) + 1;
            signIn = signIn.substring(0, start) + value + signIn.substring(end);
        }
        Interaction it = only(signIn);
        assertThat(it.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(it.attributes())
                .doesNotContainKeys(Attribute.DEVICE, Attribute.COUNTRY)
                .containsKey(Attribute.APPLICATION);
    }

    @Test
    void hugeAndHostileTextIsCut() {
        String huge = "\\u202e\\u001b[31m" + "a".repeat(100_000);
        Interaction it = only(SIGN_IN.replace("Box Office", huge).replace("TILL-04", huge));
        assertThat(it.attributes().get(Attribute.APPLICATION)).hasSize(128).startsWith("[31maaa");
        assertThat(it.attributes().get(Attribute.DEVICE)).hasSize(128);
        assertThat(it.peer().length()).isLessThan(300);
    }

    private static String diagnostic(String category, String properties) {
        return "{\"time\":\"2023-11-14T22:13:30Z\",\"resourceId\":\"/tenants/t/providers/x\","
                + "\"operationName\":\"Sign-in activity\",\"category\":\""
                + category
                + "\",\"properties\":"
                + properties
                + "}";
    }

    private static void refused(String record, DeadLetterReason reason) {
        assertThat(TestingDecodeOutput.live(record).onlyLetter().reason()).isEqualTo(reason);
    }

    private static Interaction only(String record) {
        List<Interaction> all = TestingDecodeOutput.live(record).interactions();
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
