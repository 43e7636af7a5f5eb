// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.geography.Point;
import io.touchline.operators.telemetry.IpAddress;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.operators.telemetry.Texts;
import io.touchline.operators.telemetry.UserAgents;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.Zone;
import io.touchline.schemas.avro.CloudAction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an audited action of a rented service becomes, whichever service wrote it down: an account
 * acts on a part of the service.
 */
final class CloudEvents {
    private static final String CLOUD_USER = ":user/";

    private CloudEvents() {}

    /** The event of {@code action} by its account, on {@code peer} as a part of the service. */
    static Event of(
            CloudAction action,
            RecordContext context,
            Action does,
            Outcome outcome,
            @Nullable String name,
            String peer)
            throws Refusal {
        return of(action, context, does, outcome, name, peer, null);
    }

    /** The same where the record tells the point at which its client is. */
    static Event of(
            CloudAction action,
            RecordContext context,
            Action does,
            Outcome outcome,
            @Nullable String name,
            String peer,
            @Nullable Point point)
            throws Refusal {
        Draft draft = context.draft(action, action.getWhenMicros(), does);
        draft.outcome(outcome);
        describe(draft, action);
        draft.place(outside(context, action.getClientIp()), point);
        draft.links(links(draft.site(), action));
        draft.role(
                true,
                EntityKeys.account(draft.site(), action.getActor()),
                name == null ? action.getActor() : name,
                EntityKeys.service(draft.site(), Texts.lower(Texts.attribute(peer))),
                action.getTarget(),
                Zone.SAAS,
                Zone.SAAS);
        Egress.bind(draft, action, outcome, context);
        return draft.event();
    }

    private static void describe(Draft draft, CloudAction action) {
        String agent = action.getUserAgent();
        Boolean interactive = action.getInteractive();
        draft.attribute(Attribute.OPERATION, action.getOperation());
        draft.attribute(Attribute.APPLICATION, action.getApplication());
        draft.attribute(Attribute.CLIENT_NETWORK, network(action.getClientIp()));
        draft.attribute(Attribute.COUNTRY, action.getCountry());
        draft.attribute(Attribute.REGION, action.getRegion());
        draft.attribute(
                Attribute.USER_AGENT_FAMILY, agent == null ? null : UserAgents.family(agent));
        draft.attribute(Attribute.DEVICE, action.getDevice());
        draft.attribute(Attribute.CLIENT_APP, action.getClientApp());
        draft.attribute(Attribute.INTERACTIVE, interactive == null ? null : interactive.toString());
        draft.attribute(Attribute.CONDITIONAL_ACCESS, action.getConditionalAccess());
        draft.attribute(Attribute.AUTHENTICATION_PROTOCOL, action.getAuthenticationProtocol());
        draft.attribute(Attribute.TRANSFER_METHOD, action.getTransferMethod());
    }

    /**
     * A person has a mailbox, also one who is a user of a cloud by that name; a service, a role or
     * an application has none, and a federated user is called what its maker likes.
     */
    private static List<String> links(String site, CloudAction action) {
        String actor = action.getActor();
        int user = actor.indexOf(CLOUD_USER);
        String name = user < 0 ? actor : actor.substring(user + CLOUD_USER.length());
        boolean person = name.indexOf('@') > 0 && !name.startsWith("arn:");
        return person ? List.of(EntityKeys.mailbox(site, name)) : List.of();
    }

    /** Canonical text of a client's address, whose port is left out; null where it is none. */
    static @Nullable String address(@Nullable String client) {
        IpAddress address = client == null ? null : IpAddress.parseWithPort(client);
        return address == null || address.nobody() ? null : address.toString();
    }

    /** An address behind a router of one's own says nothing about where somebody is. */
    private static @Nullable String network(@Nullable String client) {
        IpAddress address = client == null ? null : IpAddress.parse(client);
        return address == null || address.unrouted() ? null : address.network();
    }

    /** The client's address where it is outside. */
    static @Nullable IpAddress outside(RecordContext context, @Nullable String client) {
        IpAddress address = client == null ? null : IpAddress.parse(client);
        return address == null || context.venue().owns(address) ? null : address;
    }

    static String orElse(String other, @Nullable String text) {
        return text == null ? other : text;
    }

    /** The first that is there. */
    static @Nullable String first(@Nullable String... texts) {
        for (String text : texts) {
            if (text != null) {
                return text;
            }
        }
        return null;
    }
}
