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

/** What calls of a cloud's control plane become, in every form they come in. */
class CloudInteractionsTest {
    private static final long T0 = 1_700_000_000_000L; // 2023-11-14T22:13:20Z

    private static final String ROLE =
            """
            {"type":"AssumedRole","principalId":"AROAX:i-0abc",
             "arn":"arn:aws:sts::123456789012:assumed-role/Backup/i-0abc",
             "accountId":"123456789012","accessKeyId":"ASIAX","sessionContext":{"sessionIssuer":
             {"type":"Role","arn":"arn:aws:iam::123456789012:role/nightly/Backup",
             "accountId":"123456789012","userName":"Backup"}}}""";

    private static final String USER =
            """
            {"type":"IAMUser","arn":"arn:aws:iam::123456789012:user/Kim",
             "accountId":"123456789012","userName":"Kim"}""";

    private static final String ACTIVITY =
            """
            {"time":"2023-11-14T22:13:20Z","category":"Administrative",
             "resourceId":"/SUBSCRIPTIONS/S/RESOURCEGROUPS/G/PROVIDERS/MICROSOFT.COMPUTE/DISKS/D",
             "operationName":"MICROSOFT.COMPUTE/DISKS/DELETE","resultType":"Success",
             "resultSignature":"Succeeded.NoContent","callerIpAddress":"203.0.113.7",
             "correlationId":"c-1","location":"global","identity":{"authorization":{},"claims":
             {"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn":"Boss@Venue.example"}},
             "properties":{"statusCode":"NoContent","eventCategory":"Administrative"}}""";

    @Test
    void callIsOfARoleWhateverItsSession() {
        Interaction it = only(call("GetObject", ROLE, "203.0.113.7", ""));
        assertThat(it.source()).isEqualTo("aws.cloudtrail");
        assertThat(it.channel()).isEqualTo(Channel.CLOUD);
        assertThat(it.when()).isEqualTo(T0);
        assertThat(it.acts()).isTrue();
        assertThat(it.action()).isEqualTo(Action.READ);
        assertThat(it.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(it.entity()).isEqualTo("account:venue:arn:aws:iam::123456789012:role/backup");
        assertThat(it.peer()).isEqualTo("service:venue:s3.amazonaws.com:plans");
        assertThat(it.links()).isEmpty();
        assertThat(it.measures()).isEmpty();
        assertThat(it.attributes())
                .containsOnly(
                        entry(Attribute.OPERATION, "GetObject"),
                        entry(Attribute.APPLICATION, "s3.amazonaws.com"),
                        entry(Attribute.REGION, "eu-north-1"),
                        entry(Attribute.CLIENT_NETWORK, "203.0.113.0/24"),
                        entry(Attribute.USER_AGENT_FAMILY, "aws-cli"));
        Interaction other =
                only(call("GetObject", ROLE.replace("i-0abc", "i-9"), "203.0.113.7", ""));
        assertThat(other.entity()).isEqualTo(it.entity());
        // the session is told apart in the record
        assertThat(other.idHigh()).isNotEqualTo(it.idHigh());
    }

    @Test
    void roleIsTheSameWithoutItsIssuer() {
        String bare = ROLE.substring(0, ROLE.indexOf(",\"sessionContext\"")) + "}";
        assertThat(only(call("GetObject", bare, "203.0.113.7", "")).entity())
                .isEqualTo("account:venue:arn:aws:iam::123456789012:role/backup");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'IAMUser','arn':'arn:aws:iam::1:user/Kim'} | arn:aws:iam::1:user/kim",
                "{'type':'IAMUser','accountId':'1','userName':'Kim'} | arn:aws:iam::1:user/kim",
                "{'type':'Root','arn':'arn:aws:iam::1:root','accountId':'1'} | arn:aws:iam::1:root",
                "{'type':'Root','accountId':'1'} | arn:aws:iam::1:root",
                "{'type':'AWSService','invokedBy':'lambda.amazonaws.com'} | lambda.amazonaws.com",
                "{'type':'AWSAccount','principalId':'','accountId':'ANONYMOUS_PRINCIPAL'} | anonymous",
                "{'type':'AWSAccount','principalId':'AIDAX','accountId':'2'} | 2",
                "{'type':'FederatedUser','arn':'arn:aws:sts::1:federated-user/Bo'}"
                        + " | arn:aws:sts::1:federated-user/bo",
                "{'type':'AssumedRole','arn':'arn:aws-cn:sts::1:assumed-role/R'}"
                        + " | arn:aws-cn:iam::1:role/r",
                "{'type':'AssumedRole','principalId':'AROAX:s'} | aroax",
                "{'type':'IdentityCenterUser','onBehalfOf':{'userId':'U-1'}} | u-1",
                "{'type':'Unknown','userName':'HIDDEN'} | hidden",
                "{} | s3.amazonaws.com",
                "7 | s3.amazonaws.com"
            })
    void everyKindOfIdentityIsAnAccount(String identity, String account) {
        Interaction it = only(call("GetObject", identity.replace('\'', '"'), "203.0.113.7", ""));
        assertThat(it.entity()).isEqualTo("account:venue:" + account);
    }

    /** A role or a federated user may be called like a person by whoever makes it. */
    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::1:user/Kim@Venue.example, mailbox:venue:kim@venue.example",
        "arn:aws:iam::1:user/Kim,",
        "arn:aws:sts::1:federated-user/kim@venue.example,",
        "arn:aws:iam::1:role/kim@venue.example,"
    })
    void userByTheNameOfAPersonHasTheMailbox(String arn, String mailbox) {
        String identity = "{\"type\":\"Other\",\"arn\":\"" + arn + "\"}";
        assertThat(only(call("GetObject", identity, "203.0.113.7", "")).links())
                .isEqualTo(mailbox == null ? List.of() : List.of(mailbox));
    }

    @ParameterizedTest
    @CsvSource({
        "ConsoleLogin, false, LOG_ON",
        "AssumeRoleWithSAML, true, LOG_ON",
        "AssumeRole, true, CALL",
        "AttachUserPolicy, false, GRANT",
        "CreateAccessKey, false, GRANT",
        "AuthorizeSecurityGroupIngress, false, GRANT",
        "PutScalingPolicy, false, ADMINISTER",
        "DeleteRolePolicy, false, ADMINISTER",
        "StopLogging, false, ADMINISTER",
        "GetSecretValue, true, READ",
        "PutObject, false, WRITE",
        "DescribeInstances, true, CALL",
        "GetBucketAcl, true, CALL"
    })
    void eventNameIsWhatIsDone(String name, boolean readOnly, Action action) {
        String more = ",\"readOnly\":" + readOnly;
        assertThat(only(call(name, USER, "203.0.113.7", more)).action()).isEqualTo(action);
    }

    @ParameterizedTest
    @CsvSource({
        "DescribeInstances, CALL",
        "ListBuckets, CALL",
        "RunInstances, ADMINISTER",
    })
    void verbTellsWhereReadOnlyDoesNot(String name, Action action) {
        assertThat(only(call(name, USER, "203.0.113.7", "")).action()).isEqualTo(action);
    }

    @ParameterizedTest
    @CsvSource({
        "AccessDenied, DENIED",
        "Client.UnauthorizedOperation, DENIED",
        "NoSuchBucket, FAILURE"
    })
    void outcomeIsTheError(String error, Outcome outcome) {
        String more = ",\"errorCode\":\"" + error + "\"";
        assertThat(only(call("GetObject", USER, "203.0.113.7", more)).outcome()).isEqualTo(outcome);
    }

    @Test
    void consoleLogOnAnswersForItself() {
        String failed = ",\"responseElements\":{\"ConsoleLogin\":\"Failure\"}";
        String went = ",\"responseElements\":{\"ConsoleLogin\":\"Success\"}";
        assertThat(only(call("ConsoleLogin", USER, "203.0.113.7", failed)).outcome())
                .isEqualTo(Outcome.FAILURE);
        assertThat(only(call("ConsoleLogin", USER, "203.0.113.7", went)).outcome())
                .isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void serviceInPlaceOfAnAddressIsTheClient() {
        Interaction it = only(call("GetObject", ROLE, "cloudformation.amazonaws.com", ""));
        assertThat(it.attributes())
                .doesNotContainKey(Attribute.CLIENT_NETWORK)
                .containsEntry(Attribute.CLIENT_APP, "cloudformation.amazonaws.com");
    }

    /** Values of parameters are nobody's business, but two calls that differ in them are two. */
    @Test
    void keepsNamesOfParametersOnly() {
        String more = ",\"requestParameters\":{\"secretString\":\"hunter2\"}";
        Interaction it = only(call("PutSecretValue", USER, "203.0.113.7", more));
        assertThat(it.toString()).doesNotContain("hunter2");
        assertThat(it.peer()).isEqualTo("service:venue:s3.amazonaws.com");
    }

    @Test
    void everyWrapperOfATrailIsTakenOff() {
        String call = call("GetObject", ROLE, "203.0.113.7", "").replace("\n", " ");
        String lower =
                call.replace("eventName", "eventname")
                        .replace("userIdentity", "useridentity")
                        .replace("eventTime", "eventtime")
                        .replace("sessionContext", "sessioncontext");
        String text = call.replace("\"", "\\\"");
        Interaction bare = only(call);
        for (String wrapped :
                List.of(
                        "{\"Records\":[" + call + "]}",
                        "[" + call + "]",
                        lower,
                        "{\"version\":\"0\",\"source\":\"aws.s3\",\"time\":\"2023-11-14T22:13:25Z\","
                                + "\"detail-type\":\"AWS API Call via CloudTrail\",\"detail\":"
                                + call
                                + "}",
                        "{\"EventName\":\"GetObject\",\"EventSource\":\"s3.amazonaws.com\","
                                + "\"EventTime\":\"2023-11-14 23:13:20+01:00\","
                                + "\"CloudTrailEvent\":\""
                                + text
                                + "\"}")) {
            Interaction it = only(wrapped);
            assertThat(it.source()).isEqualTo("aws.cloudtrail");
            assertThat(it.idHigh()).isEqualTo(bare.idHigh());
        }
    }

    @Test
    void activityIsOfItsCallerOnAResourceType() {
        Interaction it = only(ACTIVITY);
        assertThat(it.source()).isEqualTo("azure.activity");
        assertThat(it.channel()).isEqualTo(Channel.CLOUD);
        assertThat(it.when()).isEqualTo(T0);
        assertThat(it.action()).isEqualTo(Action.ADMINISTER);
        assertThat(it.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(it.entity()).isEqualTo("account:venue:boss@venue.example");
        assertThat(it.links()).containsExactly("mailbox:venue:boss@venue.example");
        assertThat(it.peer()).isEqualTo("service:venue:microsoft.compute/disks");
        assertThat(it.attributes())
                .containsOnly(
                        entry(Attribute.OPERATION, "MICROSOFT.COMPUTE/DISKS/DELETE"),
                        entry(Attribute.APPLICATION, "microsoft.compute"),
                        entry(Attribute.REGION, "global"),
                        entry(Attribute.CLIENT_NETWORK, "203.0.113.0/24"));
        assertThat(only("{\"records\":[" + ACTIVITY + "]}").idHigh()).isEqualTo(it.idHigh());
    }

    @Test
    void readsActivityOfTheSdkAndOfTheWorkspace() {
        Interaction sdk =
                only(
                        """
                        {"event_timestamp":"2023-11-14T22:13:20Z","caller":"APP-1",
                         "submission_timestamp":"2023-11-14T22:14:50Z","resource_id":"/s/d",
                         "operation_name":{"value":"Microsoft.KeyVault/vaults/accessPolicies/write"},
                         "status":{"value":"Failed"},"sub_status":{"value":"Forbidden"},
                         "category":{"value":"Administrative"},"event_data_id":"e-1",
                         "http_request":{"client_ip_address":"203.0.113.7","method":"PUT"}}""");
        assertThat(sdk.source()).isEqualTo("azure.activity");
        assertThat(sdk.entity()).isEqualTo("account:venue:app-1");
        assertThat(sdk.action()).isEqualTo(Action.GRANT);
        assertThat(sdk.outcome()).isEqualTo(Outcome.DENIED);
        assertThat(sdk.peer()).isEqualTo("service:venue:microsoft.keyvault/vaults/accesspolicies");
        assertThat(sdk.attributes()).containsEntry(Attribute.CLIENT_NETWORK, "203.0.113.0/24");
        Interaction workspace =
                only(
                        """
                        {"TimeGenerated":"2023-11-14T22:13:20Z","Caller":"boss@venue.example",
                         "OperationNameValue":"Microsoft.Storage/storageAccounts/listKeys/action",
                         "ActivityStatusValue":"Start","CategoryValue":"Administrative",
                         "CallerIpAddress":"203.0.113.7","ResourceId":"/s/d"}""");
        assertThat(workspace.source()).isEqualTo("azure.activity");
        assertThat(workspace.action()).isEqualTo(Action.READ);
        assertThat(workspace.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(workspace.peer()).isEqualTo("service:venue:microsoft.storage/storageaccounts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Administrative",
                "POLICY",
                "Security",
                "ServiceHealth",
                "Alert",
                "Recommendation",
                "Autoscale",
                "ResourceHealth"
            })
    void everyCategoryOfTheActivityLogIsRead(String category) {
        Interaction it = only(ACTIVITY.replace("\"Administrative\",\n", "\"" + category + "\",\n"));
        assertThat(it.source()).isEqualTo("azure.activity");
    }

    /** Its categories are plain words: alone they claim nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"Policy", "Security", "Alert"})
    void plainWordClaimsNoRecordOfOthers(String category) {
        String other = "{\"time\":\"2023-11-14T22:13:20Z\",\"category\":\"" + category + "\"}";
        assertThat(TestingDecodeOutput.live(other).onlyLetter().reason())
                .isEqualTo(DeadLetterReason.UNKNOWN_LOG);
    }

    @Test
    void whatALogMustHaveIsNamed() {
        String call = call("GetObject", USER, "203.0.113.7", "");
        refused(call.replace("eventTime", "x"), DeadLetterReason.NO_TIME);
        refused(call.replace("\"GetObject\"", "[]"), DeadLetterReason.MISSING_FIELD);
        refused(call.replace("2023-11-14T22", "2023-11-14T99"), DeadLetterReason.BAD_TIME);
        refused(
                ACTIVITY.replace("\"MICROSOFT.COMPUTE/DISKS/DELETE\"", "{}"),
                DeadLetterReason.MISSING_FIELD);
        refused(ACTIVITY.replace("\"time\"", "\"x\""), DeadLetterReason.NO_TIME);
    }

    @Test
    void hugeAndHostileTextIsCut() {
        String huge = "\\u001b[31m" + "b".repeat(100_000);
        Interaction it =
                only(call("GetObject", USER.replace("Kim", huge), huge, "").replace("plans", huge));
        assertThat(it.entity()).startsWith("account:venue:arn:aws:iam::123456789012:user/[31mbbb");
        assertThat(it.entity().length()).isLessThan(300);
        assertThat(it.peer().length()).isLessThan(300);
        assertThat(it.attributes().get(Attribute.CLIENT_APP)).hasSize(128);
    }

    private static String call(String name, String identity, String source, String more) {
        String parameters =
                more.contains("requestParameters")
                        ? ""
                        : ",\"requestParameters\":{\"bucketName\":\"plans\",\"key\":\"k\"}";
        return "{\"eventVersion\":\"1.09\",\"userIdentity\":"
                + identity
                + ",\"eventTime\":\"2023-11-14T22:13:20Z\",\"eventSource\":\"s3.amazonaws.com\","
                + "\"eventName\":\""
                + name
                + "\",\"awsRegion\":\"eu-north-1\",\"sourceIPAddress\":\""
                + source
                + "\",\"userAgent\":\"[aws-cli/2.13 Python/3.11]\",\"eventID\":\"e-1\""
                + parameters
                + more
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
