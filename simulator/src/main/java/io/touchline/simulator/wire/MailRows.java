// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import io.touchline.simulator.random.Draws;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Rows of the mail system: the message trace, and what Defender says of attachments. */
public final class MailRows {
    private final Rows rows;

    public MailRows(Rows rows) {
        this.rows = rows;
    }

    /**
     * Everything but recipient and time that one mail is made of.
     *
     * @param contentType whole, with the boundary of its parts
     */
    public record Mail(
            String name,
            String sender,
            String returnPath,
            String replyTo,
            String subject,
            String clientIp,
            String contentType,
            long size,
            int attachments) {}

    /** A file that came with a mail; {@code type} is its ending. */
    public record Attachment(String fileName, String type, String sha256, long size) {}

    /** A mail that {@code to} got; returns the id that its attachments name it by. */
    public String trace(Draws draws, Instant at, Instant written, String to, Mail mail) {
        String id = draws.hex(32);
        String domain = mail.sender().substring(mail.sender().indexOf('@') + 1);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", id);
        row.put("date", IsoText.offset(at));
        row.put("from", mail.name() + " <" + mail.sender() + ">");
        row.put("to", "<" + to + ">");
        row.put("return_path", "<" + mail.returnPath() + ">");
        row.put("reply_to", mail.replyTo());
        row.put("subject", mail.subject());
        row.put("message_id", "<" + draws.hex(16) + "@" + domain + ">");
        row.put("received_hops", 3 + draws.below(3));
        row.put("client_ip", mail.clientIp());
        row.put("content_type", mail.contentType());
        row.put("size", mail.size());
        row.put("n_attach", mail.attachments());
        rows.add(new Row(Log.MAIL_TRACE, written, row));
        return id;
    }

    /** One attachment of the mail that {@link #trace} gave {@code id}; a row for each. */
    public void attachment(
            Instant at, Instant written, String id, String to, Mail mail, Attachment file) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("Timestamp", IsoText.millis(at));
        row.put("NetworkMessageId", id);
        row.put("SenderFromAddress", mail.sender());
        row.put("SenderDisplayName", mail.name());
        row.put("RecipientEmailAddress", to);
        row.put("FileName", file.fileName());
        row.put("FileType", file.type());
        row.put("SHA256", file.sha256());
        row.put("FileSize", file.size());
        row.put("ThreatTypes", "");
        rows.add(new Row(Log.MAIL_ATTACHMENTS, written, row));
    }
}
