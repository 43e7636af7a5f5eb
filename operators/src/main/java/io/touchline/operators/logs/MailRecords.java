// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.EncodedWords;
import io.touchline.operators.telemetry.HostNames;
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
 * Who got mail from whom: message traces of gateways and mailbox services, Defender's tables, what
 * Zeek saw of SMTP. One interaction per own recipient, at most 200 of them: a longer list says the
 * same. A mail without a recipient is an event without interactions.
 */
final class MailRecords {
    private static final int MAX_RECIPIENTS = 200;

    private MailRecords() {}

    /** email.trace and defender.email, the latter under the names of the former. */
    static Event message(RecordFields fields, RecordContext context) throws Refusal {
        return event(read(fields, context.name()).build(), context);
    }

    /** zeek.smtp: a session that got as far as an envelope. */
    static Event smtp(RecordFields fields, RecordContext context) throws Refusal {
        Mail.Builder mail = read(fields, context.name());
        mail.setUid(fields.text("uid")).setLastReply(fields.text("last_reply"));
        mail.setStatus(replied(mail.getLastReply()));
        return mail.getReturnPath() == null && mail.getRecipients().isEmpty()
                ? Event.alone(context.name(), context.writeTime())
                : event(mail.build(), context);
    }

    /** defender.attachment: what a message that has a row of its own carried. */
    static Event attachment(RecordFields fields, RecordContext context) throws Refusal {
        String name = fields.text("filename");
        Mail mail =
                read(fields, context.name())
                        .setExtensionPair(name == null ? null : extensions(name))
                        .setFileType(fields.lowerText("filetype"))
                        .setHash(fields.firstText("sha256", "sha1"))
                        .build();
        Draft draft = context.draft(mail, mail.getWhenMicros(), Action.TRANSFER);
        String domain = mail.getSender() == null ? "" : MailAddresses.domain(mail.getSender());
        draft.measure(Measure.SIZE_BYTES, mail.getSize());
        draft.attribute(Attribute.SENDER_DOMAIN, domain);
        draft.attribute(Attribute.FILE_EXTENSION, mail.getExtensionPair());
        draft.attribute(Attribute.FILE_TYPE, mail.getFileType());
        draft.attribute(Attribute.HASH, mail.getHash());
        for (String recipient : mail.getRecipients()) {
            draft.role(
                    false,
                    EntityKeys.mailbox(draft.site(), recipient),
                    recipient,
                    EntityKeys.external(draft.site(), domain.isEmpty() ? "unknown" : domain),
                    mail.getSender(),
                    Zone.SAAS,
                    Zone.INTERNET);
        }
        return draft.event();
    }

    /** defender.click: somebody followed a link of a message. */
    static Event click(RecordFields fields, RecordContext context) throws Refusal {
        String account = fields.lowerText("accountupn");
        String url = fields.text("url");
        String host = url == null ? null : HostNames.ofUrl(url);
        String action = fields.text("actiontype");
        Mail mail =
                read(fields, context.name())
                        .setSender(account)
                        .setStatus(action)
                        .setUrlHost(host)
                        .setWorkload(fields.text("workload"))
                        .setClickedThrough(fields.flag("isclickedthrough"))
                        .build();
        Draft draft = context.draft(mail, mail.getWhenMicros(), Action.REQUEST);
        if (account == null) {
            return draft.event();
        }
        String bare = action == null ? "" : Texts.lower(action);
        draft.outcome(
                bare.startsWith("clickblocked")
                        ? Outcome.DENIED
                        : bare.equals("clickallowed") ? Outcome.SUCCESS : Outcome.UNKNOWN);
        draft.destination(WebRecords.named(host) ? host : null);
        draft.attribute(Attribute.WORKLOAD, mail.getWorkload());
        draft.attribute(
                Attribute.CLICKED_THROUGH,
                mail.getClickedThrough() == null ? null : mail.getClickedThrough().toString());
        draft.links(List.of(EntityKeys.account(draft.site(), account)));
        draft.role(
                true,
                EntityKeys.mailbox(draft.site(), account),
                account,
                host == null
                        ? EntityKeys.external(draft.site(), "unknown")
                        : WebRecords.hostKey(context, host),
                host,
                Zone.SAAS,
                Zone.INTERNET);
        return draft.event();
    }

    private static Mail.Builder read(RecordFields fields, String log) throws Refusal {
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
                .setDirection(fields.lowerText("direction"))
                .setUrls(fields.number("n_urls"))
                .setAuthResult(fields.text("auth_result"))
                .setInReplyTo(fields.text("in_reply_to"))
                .setHelo(fields.lowerText("helo"))
                .setUserAgent(fields.text("user_agent"));
    }

    private static Event event(Mail mail, RecordContext context) throws Refusal {
        Draft draft = context.draft(mail, mail.getWhenMicros(), Action.RECEIVE);
        Venue venue = context.venue();
        String sender = mail.getSender() == null ? mail.getReturnPath() : mail.getSender();
        String domain = sender == null ? "" : MailAddresses.domain(sender);
        describe(draft, mail, sender, domain);
        draft.place(CloudEvents.outside(context, mail.getClientIp()));
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
        draft.measure(Measure.URLS, number(mail.getUrls()));
        draft.attribute(Attribute.SENDER_DOMAIN, domain);
        draft.attribute(Attribute.CLIENT_NETWORK, address == null ? null : address.network());
        draft.attribute(Attribute.CONTENT_TYPE, mail.getContentType());
        draft.attribute(Attribute.REPLY_TO_DIFFERS, Boolean.toString(differs));
        draft.attribute(Attribute.FROM_ENVELOPE_DIFFERS, envelopeDiffers(mail));
        draft.attribute(Attribute.AUTH_RESULT, mail.getAuthResult());
        draft.attribute(Attribute.HELO, mail.getHelo());
        draft.attribute(Attribute.CLIENT_SOFTWARE, mail.getUserAgent());
        draft.attribute(Attribute.CONTINUES_THREAD, mail.getInReplyTo() == null ? null : "true");
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

    /** Whether the sender that is shown is of another domain than the one of the envelope. */
    private static @Nullable String envelopeDiffers(Mail mail) {
        String shown = mail.getSender();
        String envelope = mail.getReturnPath();
        return shown == null || envelope == null
                ? null
                : Boolean.toString(
                        !MailAddresses.domain(shown).equals(MailAddresses.domain(envelope)));
    }

    /** The last two extensions of a name, as {@code pdf.exe}; one where there is one. */
    private static @Nullable String extensions(String name) {
        String last = ShareRecords.extension(name);
        if (last == null) {
            return null;
        }
        String before =
                ShareRecords.extension(name.substring(0, name.length() - last.length() - 1));
        return before == null ? last : before + '.' + last;
    }

    /** The status that an SMTP reply stands for: its first digit (RFC 5321, 4.2.1). */
    private static @Nullable String replied(@Nullable String reply) {
        char first = reply == null || reply.isEmpty() ? ' ' : reply.charAt(0);
        return switch (first) {
            case '2' -> "delivered";
            case '4', '5' -> "failed";
            default -> null;
        };
    }

    private static Outcome outcome(@Nullable String status) {
        if (status == null) {
            return Outcome.UNKNOWN;
        }
        return switch (Texts.lower(status)) {
            case "delivered", "expanded" -> Outcome.SUCCESS;
            case "failed" -> Outcome.FAILURE;
            case "quarantined", "filteredasspam", "blocked", "junked", "replaced" -> Outcome.DENIED;
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
