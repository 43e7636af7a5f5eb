// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.life;

import io.touchline.simulator.random.Draws;
import io.touchline.simulator.wire.MailRows;
import io.touchline.simulator.wire.MailRows.Attachment;
import io.touchline.simulator.wire.MailRows.Mail;
import io.touchline.simulator.wire.Rows;
import java.time.Instant;
import java.util.List;

/**
 * A mail, whoever gets it.
 *
 * @param name of the sender, as mail programs show it
 * @param sender address
 * @param returnPath address that hears of what could not be delivered
 * @param replyTo empty when it names nobody
 * @param clientIp of the server that handed it over
 * @param size in bytes
 * @param attachments names of files
 */
public record Letter(
        String name,
        String sender,
        String returnPath,
        String replyTo,
        String subject,
        String clientIp,
        long size,
        List<String> attachments) {

    /** All the rows of the gateway; a file takes its equal share of three quarters of the size. */
    public void deliver(Rows out, Draws draws, Instant at, String to) {
        MailRows rows = new MailRows(out);
        String type =
                attachments.isEmpty()
                        ? "text/plain; charset=\"utf-8\""
                        : "multipart/mixed; boundary=\"=_" + draws.hex(16) + "\"";
        Mail mail =
                new Mail(
                        name,
                        sender,
                        returnPath,
                        replyTo,
                        subject,
                        clientIp,
                        type,
                        size,
                        attachments.size());
        String id = rows.trace(draws, at, at, to, mail);
        for (String file : attachments) {
            String ending = file.substring(file.lastIndexOf('.') + 1);
            long bytes = size * 3 / 4 / attachments.size();
            rows.attachment(
                    at, at, id, to, mail, new Attachment(file, ending, draws.hex(64), bytes));
        }
    }
}
