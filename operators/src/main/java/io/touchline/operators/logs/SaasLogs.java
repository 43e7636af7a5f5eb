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
import static io.touchline.schemas.Channel.SAAS;

import io.touchline.schemas.Attribute;
import io.touchline.schemas.Measure;
import java.util.List;

/** Audit and sign-in logs of services that an organisation rents. */
final class SaasLogs {
    static final List<Log> ALL = List.of(m365());

    private SaasLogs() {}

    private static Log m365() {
        return log("m365.audit")
                .toldInAnyCase("creationtime", "operation", "userid")
                .toldInAnyCase("creationtime", "operation", "userkey")
                .toldInAnyCase("creationtime", "operation", "organizationid")
                .toldInAnyCase("creationdate", "operation", "userid")
                .toldInAnyCase("creationdate", "operations", "userids")
                .toldInAnyCase("creationdate", "operation", "auditdata")
                .toldInAnyCase("creationdate", "operations", "auditdata")
                .toldInAnyCase("timegenerated", "operation", "userid")
                .toldInAnyCase("timegenerated", "operation", "userkey")
                .toldInAnyCase("timegenerated", "operation", "organizationid")
                .parts(AuditRecords::parts)
                .written(at("creationtime", "creationdate", "timegenerated"))
                .on(SAAS, LOG_ON, GRANT, ADMINISTER, READ, WRITE, CALL)
                .role("account UserId; its mailbox for operations of Exchange", "what is acted on")
                .outcome("ResultStatus; an Operation that ends in Failed")
                .measures(Measure.ITEMS)
                .attributes(
                        Attribute.OPERATION,
                        Attribute.WORKLOAD,
                        Attribute.CLIENT_NETWORK,
                        Attribute.USER_AGENT_FAMILY,
                        Attribute.PARAMETERS)
                .read(AuditRecords::event);
    }
}
