// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.EncodedWords;
import io.touchline.operators.telemetry.IpAddress;
import io.touchline.operators.telemetry.MailAddresses;
import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.operators.telemetry.Texts;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.Zone;
import io.touchline.schemas.avro.Mail;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * email.trace: who got mail from whom. One interaction per own recipient, at most 200 of them: a
 * longer list says the same. A mail without a recipient is an event without interactions.
 */
final class MailRecords {
    private static final int MAX_RECIPIENTS = 200;

    private MailRecords() {}

    static @Nullable String time(RecordFields fields) {
        return fields.firstText("date", "Received");
    }

    private static Mail read(RecordFields fields, String log) throws Refusal {
        String subject = fields.firstText("subject", "Subject");
        String client = fields.firstText("client_ip", "FromIP");
        IpAddress address = client == null ? null : IpAddress.parseWithPort(client);
        String type = fields.text("content_type");
        return Mail.newBuilder()
                .setLog(log)
                .setWhenMicros(fields.mandatoryMoment("date", "Received"))
                .setMessageId(fields.firstText("message_id", "MessageId"))
                .setTraceId(fields.firstText("id", "MessageTraceId"))
                .setSender(MailAddresses.first(fields.firstText("from", "SenderAddress")))
                .setReturnPath(MailAddresses.first(fields.text("return_path")))
                .setReplyTo(MailAddresses.first(fields.text("reply_to")))
                .setRecipients(recipients(fields))
                .setSubject(subject == null ? null : Texts.clean(EncodedWords.decode(subject)))
                .setSize(first(fields.count("size"), fields.count("Size")))
                .setAttachments(fields.number("n_attach"))
                .setHops(fields.number("received_hops"))
                .setClientIp(address == null ? null : address.toString())
                .setContentType(type == null ? null : bareType(type))
                .setStatus(fields.text("Status"))
                .build();
    }

    static Event event(RecordFields fields, RecordContext context) throws Refusal {
        Mail mail = read(fields, context.name());
        Draft draft = context.draft(mail, mail.getWhenMicros(), Action.RECEIVE);
        Venue venue = context.venue();
        String sender = mail.getSender() == null ? mail.getReturnPath() : mail.getSender();
        String domain = sender == null ? "" : MailAddresses.domain(sender);
        describe(draft, mail, sender, domain);
        String peer = EntityKeys.external(draft.site(), domain.isEmpty() ? "unknown" : domain);
        List<String> recipients = mail.getRecipients();
        if (sender != null && venue.declaresMail() && venue.ownsMailbox(sender)) {
            draft.action(Action.SEND);
            draft.links(List.of(EntityKeys.account(draft.site(), sender)));
            String to = recipients.isEmpty() ? "" : MailAddresses.domain(recipients.get(0));
            draft.role(
                    true,
                    EntityKeys.mailbox(draft.site(), sender),
                    sender,
                    EntityKeys.external(draft.site(), to.isEmpty() ? "unknown" : to),
                    recipients.isEmpty() ? null : recipients.get(0),
                    Zone.SAAS,
                    Zone.INTERNET);
            draft.action(Action.RECEIVE);
        }
        for (String recipient : recipients) {
            if (!venue.declaresMail() || venue.ownsMailbox(recipient)) {
                draft.links(List.of(EntityKeys.account(draft.site(), recipient)));
                draft.role(
                        false, // mail is done to a mailbox; sending is what it does
                        EntityKeys.mailbox(draft.site(), recipient),
                        recipient,
                        peer,
                        sender,
                        Zone.SAAS,
                        Zone.INTERNET);
            }
        }
        return draft.event();
    }

    private static void describe(Draft draft, Mail mail, @Nullable String sender, String domain) {
        String client = mail.getClientIp();
        IpAddress address = client == null ? null : IpAddress.parse(client);
        String replyTo = mail.getReplyTo();
        boolean differs =
                replyTo != null && sender != null && !MailAddresses.domain(replyTo).equals(domain);
        draft.outcome(outcome(mail.getStatus()));
        draft.measure(Measure.SIZE_BYTES, mail.getSize());
        draft.measure(Measure.ATTACHMENTS, number(mail.getAttachments()));
        draft.measure(Measure.RECIPIENTS, (long) mail.getRecipients().size());
        draft.measure(Measure.HOPS, number(mail.getHops()));
        draft.attribute(Attribute.SENDER_DOMAIN, domain);
        draft.attribute(Attribute.CLIENT_NETWORK, address == null ? null : address.network());
        draft.attribute(Attribute.CONTENT_TYPE, mail.getContentType());
        draft.attribute(Attribute.REPLY_TO_DIFFERS, Boolean.toString(differs));
    }

    private static List<String> recipients(RecordFields fields) {
        List<String> recipients = new ArrayList<>();
        for (String name : List.of("to", "RecipientAddress")) {
            for (String part : fields.list(name)) {
                for (String address : MailAddresses.all(part)) {
                    if (recipients.size() < MAX_RECIPIENTS && !recipients.contains(address)) {
                        recipients.add(address);
                    }
                }
            }
        }
        return recipients;
    }

    /** A content type in lower case, without its parameters. */
    static String bareType(String type) {
        int semicolon = type.indexOf(';');
        return Texts.lower(semicolon < 0 ? type : type.substring(0, semicolon)).strip();
    }

    private static Outcome outcome(@Nullable String status) {
        if (status == null) {
            return Outcome.UNKNOWN;
        }
        return switch (Texts.lower(status)) {
            case "delivered", "expanded" -> Outcome.SUCCESS;
            case "failed" -> Outcome.FAILURE;
            case "quarantined", "filteredasspam" -> Outcome.DENIED;
            default -> Outcome.UNKNOWN;
        };
    }

    private static @Nullable Long first(@Nullable Long one, @Nullable Long other) {
        return one == null ? other : one;
    }

    private static @Nullable Long number(@Nullable Integer value) {
        return value == null ? null : Long.valueOf(value);
    }
}
