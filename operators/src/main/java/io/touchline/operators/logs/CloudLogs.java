// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import static io.touchline.operators.logs.Log.at;
import static io.touchline.operators.logs.Log.log;
import static io.touchline.schemas.Action.ADMINISTER;
import static io.touchline.schemas.Action.CALL;
import static io.touchline.schemas.Action.GRANT;
import static io.touchline.schemas.Action.LOG_ON;
import static io.touchline.schemas.Action.READ;
import static io.touchline.schemas.Action.WRITE;
import static io.touchline.schemas.Channel.CLOUD;

import io.touchline.schemas.Attribute;
import io.touchline.schemas.Measure;
import java.util.List;

/** Control logs of clouds: who changes and reads what is run there. */
final class CloudLogs {
    static final List<Log> ALL = List.of(cloudTrail(), activity());

    private CloudLogs() {}

    private static Log cloudTrail() {
        return log("aws.cloudtrail")
                .toldInAnyCase("eventname", "eventsource")
                .toldInAnyCase("eventname", "useridentity")
                .toldInAnyCase("eventname", "eventsource", "cloudtrailevent")
                .parts(TrailRecords::parts)
                .written(at("eventtime"))
                .on(CLOUD, LOG_ON, GRANT, ADMINISTER, READ, WRITE, CALL)
                .role(
                        "account of the principal; of a role, not its session",
                        "eventSource:resource")
                .outcome("errorCode; responseElements of a console log-on")
                .measures(Measure.LATITUDE, Measure.LONGITUDE, Measure.RADIUS_KM)
                .attributes(
                        Attribute.OPERATION,
                        Attribute.APPLICATION,
                        Attribute.REGION,
                        Attribute.CLIENT_NETWORK,
                        Attribute.COUNTRY,
                        Attribute.ASN,
                        Attribute.CLIENT_APP,
                        Attribute.USER_AGENT_FAMILY)
                .read(TrailRecords::event);
    }

    private static Log activity() {
        return log("azure.activity")
                .toldInAnyCase("event_timestamp", "operation_name", "resource_id")
                .toldInAnyCase("event_timestamp", "operation_name", "caller")
                .toldInAnyCase("eventtimestamp", "operationname", "resourceid")
                .toldInAnyCase("operationnamevalue", "timegenerated")
                .categories(
                        "administrative",
                        "policy",
                        "security",
                        "servicehealth",
                        "alert",
                        "recommendation",
                        "autoscale",
                        "resourcehealth")
                .written(
                        at(
                                "submission_timestamp",
                                "submissiontimestamp",
                                "eventsubmissiontimestamp",
                                "event_timestamp",
                                "eventtimestamp",
                                "time",
                                "timegenerated"))
                .on(CLOUD, GRANT, ADMINISTER, READ, CALL)
                .role("account of the caller", "resource type")
                .outcome("status or resultType; its detail where access was refused")
                .attributes(
                        Attribute.OPERATION,
                        Attribute.APPLICATION,
                        Attribute.REGION,
                        Attribute.CLIENT_NETWORK,
                        Attribute.COUNTRY,
                        Attribute.ASN)
                .read(AzureActivityRecords::event);
    }
}
