// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.operators.telemetry.Texts;
import io.touchline.schemas.avro.CloudAction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * aws.cloudtrail: which principal called what in which region. Of the parameters of a call only the
 * names are kept, and the one that names the resource.
 */
final class TrailRecords {
    private static final int MAX_PARAMETERS = 64;

    /** Parameters that name what a call acts on, in the order in which they are taken. */
    private static final List<String> RESOURCES =
            List.of(
                    "bucketname",
                    "rolename",
                    "username",
                    "groupname",
                    "functionname",
                    "secretid",
                    "keyid",
                    "tablename",
                    "trailname",
                    "dbinstanceidentifier",
                    "dbclusteridentifier",
                    "dbsnapshotidentifier",
                    "clustername",
                    "repositoryname",
                    "snapshotid",
                    "imageid",
                    "instanceid",
                    "groupid",
                    "volumeid",
                    "modelid",
                    "rolearn",
                    "policyarn",
                    "name");

    private TrailRecords() {}

    /** The record itself, or the one that a row of LookupEvents holds as text. */
    static List<RecordFields> parts(RecordFields outer) {
        RecordFields inner = outer.within("cloudtrailevent");
        return List.of(inner.values().isEmpty() ? outer : inner);
    }

    static Event event(RecordFields fields, RecordContext context) throws Refusal {
        CloudAction call = read(fields, context.name());
        String answer = fields.within("responseelements").text(Texts.lower(call.getOperation()));
        String source = CloudEvents.orElse("aws", call.getApplication());
        String target = call.getTarget();
        return CloudEvents.of(
                call,
                context,
                TrailOperations.action(call.getOperation(), call.getReadOnly()),
                TrailOperations.outcome(call.getError(), answer),
                null,
                target == null ? source : source + ":" + target);
    }

    private static CloudAction read(RecordFields fields, String log) throws Refusal {
        RecordFields identity = fields.within("useridentity");
        RecordFields parameters = fields.within("requestparameters");
        String source = fields.text("sourceipaddress");
        String address = CloudEvents.address(source);
        return CloudAction.newBuilder()
                .setLog(log)
                .setWhenMicros(fields.mandatoryMoment("eventtime"))
                .setEventId(fields.firstText("eventid", "requestid"))
                .setActor(actor(fields, identity))
                .setActorType(identity.text("type"))
                .setOperation(fields.mandatory("eventname"))
                .setWorkload(fields.text("eventtype"))
                .setTarget(target(fields, parameters))
                .setClientIp(address)
                .setUserAgent(agent(fields))
                .setParameters(names(parameters))
                .setApplication(fields.lowerText("eventsource"))
                .setRegion(fields.text("awsregion"))
                .setError(fields.firstText("errorcode", "errormessage"))
                .setClientApp(
                        CloudEvents.first(
                                identity.text("invokedby"), address == null ? source : null))
                .setSession(TrailActors.session(identity))
                .setReadOnly(fields.flag("readonly"))
                .build();
    }

    /** What a service does of itself bears no identity: then the service acts. */
    private static String actor(RecordFields fields, RecordFields identity) throws Refusal {
        String actor = CloudEvents.first(TrailActors.of(identity), fields.lowerText("eventsource"));
        if (actor == null) {
            throw Refusal.missing("userIdentity");
        }
        return actor;
    }

    private static @Nullable String target(RecordFields fields, RecordFields parameters) {
        for (String name : RESOURCES) {
            String value = parameters.text(name);
            if (value != null) {
                return bare(value);
            }
        }
        List<RecordFields> resources = fields.objects("resources");
        String arn = resources.isEmpty() ? null : resources.get(0).text("arn");
        return arn == null ? null : bare(arn);
    }

    /** The resource in {@code arn:partition:service:region:account:resource}; other text as is. */
    private static String bare(String text) {
        int at = text.startsWith("arn:") ? 3 : -1;
        for (int colons = 1; at >= 0 && colons < 5; colons++) {
            at = text.indexOf(':', at + 1);
        }
        return at < 0 ? text : text.substring(at + 1);
    }

    /** The console writes its agent in brackets. */
    private static @Nullable String agent(RecordFields fields) {
        String agent = fields.text("useragent");
        return agent != null && agent.startsWith("[") && agent.length() > 1
                ? agent.substring(1)
                : agent;
    }

    private static List<String> names(RecordFields parameters) {
        List<String> names = new ArrayList<>();
        for (String name : parameters.values().keySet()) {
            if (names.size() < MAX_PARAMETERS) {
                names.add(Texts.attribute(name));
            }
        }
        return names;
    }
}
