// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import io.touchline.simulator.random.Draws;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rows of the mail gateway: its message trace, and the attachments as Defender lists them. */
public final class MailRows {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'+00:00'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Rows rows;

    public MailRows(Rows rows) {
        this.rows = rows;
    }

    /**
     * Everything of a message but recipient and time.
     *
     * @param replyTo empty when it names nobody
     * @param clientIp of the server that handed it over
     * @param attachments names of files
     */
    public record Mail(
            String name,
            String sender,
            String returnPath,
            String replyTo,
            String subject,
            String clientIp,
            long size,
            List<String> attachments) {

        String domain() {
            return sender.substring(sender.indexOf('@') + 1);
        }
    }

    /** Delivers; returns the id of the message. */
    public String deliver(Draws draws, Instant at, String to, Mail mail) {
        String id = draws.hex(32);
        boolean plain = mail.attachments().isEmpty();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", id);
        row.put("date", DATE.format(at));
        row.put("from", mail.name() + " <" + mail.sender() + ">");
        row.put("to", "<" + to + ">");
        row.put("return_path", "<" + mail.returnPath() + ">");
        row.put("reply_to", mail.replyTo());
        row.put("subject", mail.subject());
        row.put("message_id", "<" + draws.hex(16) + "@" + mail.domain() + ">");
        row.put("received_hops", 3 + draws.below(3));
        row.put("client_ip", mail.clientIp());
        row.put(
                "content_type",
                plain
                        ? "text/plain; charset=\"utf-8\""
                        : "multipart/mixed; boundary=\"=_" + draws.hex(16) + "\"");
        row.put("size", mail.size());
        row.put("n_attach", mail.attachments().size());
        rows.add(new Row(Log.MAIL_TRACE, at, row));
        for (String file : mail.attachments()) {
            attachment(draws, at, id, to, mail, file);
        }
        return id;
    }

    private void attachment(Draws draws, Instant at, String id, String to, Mail mail, String file) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("Timestamp", DateTimeFormatter.ISO_INSTANT.format(at));
        row.put("NetworkMessageId", id);
        row.put("SenderFromAddress", mail.sender());
        row.put("RecipientEmailAddress", to);
        row.put("FileName", file);
        row.put("FileType", file.substring(file.lastIndexOf('.') + 1));
        row.put("SHA256", draws.hex(64));
        row.put("FileSize", mail.size() * 3 / 4);
        row.put("ThreatTypes", "");
        rows.add(new Row(Log.MAIL_ATTACHMENTS, at, row));
    }
}
