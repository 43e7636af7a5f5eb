// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import static io.touchline.simulator.wire.WrittenRows.names;
import static io.touchline.simulator.wire.WrittenRows.words;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.touchline.simulator.random.Draws;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Names are those of CloudTrail logs of real attacks. */
class CloudRowsTest {
    private static final Instant T0 = Instant.parse("2026-06-06T12:00:00.250Z");
    private static final Instant LATER = T0.plusSeconds(600);
    private static final CloudRows.Caller USER =
            new CloudRows.Caller("IAMUser", "AIDA1", "arn:aws:iam::1:user/b", "1", "AKIA1", "b");

    private final WrittenRows written = new WrittenRows();
    private final CloudRows cloud = new CloudRows(written);

    @Test
    void writesCall() {
        call(USER, null, Map.of("userName", "x"));
        JsonNode row = written.json();
        assertThat(written.row().log()).isEqualTo(Log.CLOUDTRAIL);
        assertThat(written.row().written()).isEqualTo(LATER);
        assertThat(written.text()).doesNotContain("\n");
        assertThat(names(row))
                .containsExactlyElementsOf(
                        words(
                                "eventVersion userIdentity eventTime eventSource eventName"
                                        + " awsRegion sourceIPAddress userAgent requestParameters"
                                        + " responseElements requestID eventID readOnly eventType"
                                        + " managementEvent recipientAccountId eventCategory"));
        assertThat(row.get("eventVersion").asText()).isEqualTo("1.09");
        assertThat(row.get("userIdentity").toString())
                .isEqualTo(
                        "{\"type\":\"IAMUser\",\"principalId\":\"AIDA1\","
                                + "\"arn\":\"arn:aws:iam::1:user/b\",\"accountId\":\"1\","
                                + "\"accessKeyId\":\"AKIA1\",\"userName\":\"b\"}");
        assertThat(row.get("eventTime").asText()).isEqualTo("2026-06-06T12:00:00Z");
        assertThat(row.get("eventSource").asText()).isEqualTo("iam.amazonaws.com");
        assertThat(row.get("eventName").asText()).isEqualTo("CreateUser");
        assertThat(row.get("awsRegion").asText()).isEqualTo("eu-west-1");
        assertThat(row.get("sourceIPAddress").asText()).isEqualTo("192.0.2.4");
        assertThat(row.get("userAgent").asText()).isEqualTo("aws-cli/2");
        assertThat(row.get("requestParameters").toString()).isEqualTo("{\"userName\":\"x\"}");
        assertThat(row.get("responseElements").isNull()).isTrue();
        assertThat(row.get("requestID").asText()).matches("[0-9a-f-]{36}");
        assertThat(row.get("eventID").asText())
                .matches("[0-9a-f-]{36}")
                .isNotEqualTo(row.get("requestID").asText());
        assertThat(row.get("readOnly").asBoolean(true)).isFalse();
        assertThat(row.get("eventType").asText()).isEqualTo("AwsApiCall");
        assertThat(row.get("managementEvent").asBoolean()).isTrue();
        assertThat(row.get("recipientAccountId").asText()).isEqualTo("1");
        assertThat(row.get("eventCategory").asText()).isEqualTo("Management");
    }

    @Test
    void writesRefusal() {
        call(USER, "AccessDenied", null);
        JsonNode row = written.json();
        assertThat(row.get("errorCode").asText()).isEqualTo("AccessDenied");
        assertThat(row.get("errorMessage").asText())
                .isEqualTo(
                        "User: arn:aws:iam::1:user/b is not authorized to perform: iam:CreateUser");
        assertThat(row.get("requestParameters").isNull()).isTrue();
    }

    @Test
    void leavesOutTheNameOfARole() {
        call(new CloudRows.Caller("AssumedRole", "AROA1:s", "arn:r", "1", "ASIA1", ""), null, null);
        assertThat(written.json().get("userIdentity").has("userName")).isFalse();
    }

    private void call(
            CloudRows.Caller caller, @Nullable String error, @Nullable Map<String, Object> with) {
        cloud.call(
                Draws.of(7, "test"),
                T0,
                LATER,
                "eu-west-1",
                caller,
                "192.0.2.4",
                "aws-cli/2",
                "iam.amazonaws.com",
                "CreateUser",
                error,
                false,
                with);
    }
}
