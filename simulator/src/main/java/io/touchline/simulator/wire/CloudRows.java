// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import com.fasterxml.jackson.databind.node.NullNode;
import io.touchline.simulator.random.Draws;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of AWS CloudTrail, one object a line. CloudTrail writes what was null as null. */
public final class CloudRows {
    private final Rows rows;

    public CloudRows(Rows rows) {
        this.rows = rows;
    }

    /**
     * Who calls.
     *
     * @param type IAMUser, AssumedRole, Root or AWSService
     * @param userName empty but for a user
     */
    public record Caller(
            String type,
            String principalId,
            String arn,
            String accountId,
            String accessKeyId,
            String userName) {}

    /**
     * One call of an API.
     *
     * @param written 5 to 15 minutes later, when the file of the delivery is read
     * @param sourceIp or the name of an AWS service
     * @param errorCode null when it went well; a refusal is {@code AccessDenied}
     * @param parameters null where the call has none
     */
    public void call(
            Draws draws,
            Instant at,
            Instant written,
            String region,
            Caller caller,
            String sourceIp,
            String userAgent,
            String eventSource,
            String eventName,
            @Nullable String errorCode,
            boolean readOnly,
            @Nullable Map<String, Object> parameters) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("eventVersion", "1.09");
        row.put("userIdentity", identity(caller));
        row.put("eventTime", IsoText.seconds(at));
        row.put("eventSource", eventSource);
        row.put("eventName", eventName);
        row.put("awsRegion", region);
        row.put("sourceIPAddress", sourceIp);
        row.put("userAgent", userAgent);
        if (errorCode != null) {
            row.put("errorCode", errorCode);
            row.put("errorMessage", message(caller, errorCode, eventSource, eventName));
        }
        row.put("requestParameters", parameters == null ? NullNode.getInstance() : parameters);
        row.put("responseElements", NullNode.getInstance());
        row.put("requestID", draws.guid());
        row.put("eventID", draws.guid());
        row.put("readOnly", readOnly);
        row.put("eventType", "AwsApiCall");
        row.put("managementEvent", true);
        row.put("recipientAccountId", caller.accountId());
        row.put("eventCategory", "Management");
        rows.add(new Row(Log.CLOUDTRAIL, written, row));
    }

    private static String message(
            Caller caller, String errorCode, String eventSource, String eventName) {
        if (!errorCode.startsWith("AccessDenied")) {
            return errorCode;
        }
        String service = eventSource.substring(0, eventSource.indexOf('.'));
        return "User: "
                + caller.arn()
                + " is not authorized to perform: "
                + service
                + ":"
                + eventName;
    }

    private static Map<String, Object> identity(Caller caller) {
        Map<String, Object> identity = new LinkedHashMap<>();
        identity.put("type", caller.type());
        identity.put("principalId", caller.principalId());
        identity.put("arn", caller.arn());
        identity.put("accountId", caller.accountId());
        identity.put("accessKeyId", caller.accessKeyId());
        if (!caller.userName().isEmpty()) {
            identity.put("userName", caller.userName());
        }
        return identity;
    }
}
