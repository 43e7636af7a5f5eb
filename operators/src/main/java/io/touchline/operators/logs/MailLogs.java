// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import static io.touchline.operators.logs.Log.at;
import static io.touchline.operators.logs.Log.log;
import static io.touchline.schemas.Action.RECEIVE;
import static io.touchline.schemas.Action.SEND;
import static io.touchline.schemas.Channel.EMAIL;

import io.touchline.schemas.Attribute;
import io.touchline.schemas.Measure;
import java.util.List;

/** Logs of mail gateways and mailbox services. */
final class MailLogs {
    static final List<Log> ALL = List.of(trace());

    private MailLogs() {}

    private static Log trace() {
        return log("email.trace")
                .told("message_id", "from", "to", "size")
                .told("return_path", "from", "received_hops")
                .told("SenderAddress", "RecipientAddress", "Received")
                .written(at("date", "Received"))
                .on(EMAIL, RECEIVE, SEND)
                .role("mailbox of each own recipient, acted upon", "the sender's domain")
                .role("mailbox of an own sender", "the recipient's domain")
                .outcome("Status: delivered success; failed failure; quarantined denied")
                .measures(Measure.SIZE_BYTES, Measure.ATTACHMENTS, Measure.RECIPIENTS, Measure.HOPS)
                .attributes(
                        Attribute.SENDER_DOMAIN,
                        Attribute.CLIENT_NETWORK,
                        Attribute.CONTENT_TYPE,
                        Attribute.REPLY_TO_DIFFERS)
                .read(MailRecords::event);
    }
}
