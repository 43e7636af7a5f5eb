// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import static io.touchline.operators.logs.Log.at;
import static io.touchline.operators.logs.Log.log;
import static io.touchline.schemas.Action.RECEIVE;
import static io.touchline.schemas.Action.REQUEST;
import static io.touchline.schemas.Action.SEND;
import static io.touchline.schemas.Action.TRANSFER;
import static io.touchline.schemas.Channel.EMAIL;

import io.touchline.schemas.Attribute;
import io.touchline.schemas.Measure;
import java.util.List;

/** Logs of mail gateways and mailbox services, and what Zeek saw of SMTP. */
final class MailLogs {
    private static final String STATUS =
            "delivered success; failed failure; quarantined, junked or blocked denied";

    static final List<Log> ALL = List.of(trace(), smtp(), defender(), attachment(), click());

    private MailLogs() {}

    private static Log trace() {
        return messages("email.trace")
                .told("message_id", "from", "to", "size")
                .told("return_path", "from", "received_hops")
                .told("SenderAddress", "RecipientAddress", "Received")
                .written(at("date", "Received"))
                .outcome("Status: " + STATUS)
                .silent("neither sender nor recipient is of the venue, or none is told")
                .read(MailRecords::message);
    }

    private static Log smtp() {
        return messages("zeek.smtp")
                .told("mailfrom", "id.orig_h", "rcptto")
                .told("helo", "id.orig_h", "trans_depth")
                .renames(
                        "date=ts",
                        "return_path=mailfrom",
                        "to=rcptto",
                        "message_id=msg_id",
                        "client_ip=id.orig_h")
                .outcome("last_reply: 2 success; 4 5 failure")
                .silent("sessions without an envelope")
                .read(MailRecords::smtp);
    }

    private static Log defender() {
        return messages("defender.email")
                .categories("emailevents")
                .toldInAnyCase("networkmessageid", "senderfromaddress", "emaildirection")
                .renames(
                        "date=timestamp",
                        "from=senderfromaddress",
                        "return_path=sendermailfromaddress",
                        "to=recipientemailaddress",
                        "message_id=internetmessageid",
                        "id=networkmessageid",
                        "client_ip=senderipv4",
                        "Status=deliveryaction",
                        "direction=emaildirection",
                        "n_attach=attachmentcount",
                        "n_urls=urlcount",
                        "auth_result=authenticationdetails")
                .written(at("time", "timestamp"))
                .outcome("DeliveryAction: " + STATUS)
                .silent("neither sender nor recipient is of the venue, or none is told")
                .read(MailRecords::message);
    }

    private static Log attachment() {
        return log("defender.attachment")
                .categories("emailattachmentinfo")
                .toldInAnyCase("networkmessageid", "filename", "filetype", "recipientemailaddress")
                .renames(
                        "date=timestamp",
                        "from=senderfromaddress",
                        "to=recipientemailaddress",
                        "id=networkmessageid",
                        "size=filesize")
                .written(at("time", "timestamp"))
                .on(EMAIL, TRANSFER)
                .role("mailbox of the recipient, acted upon", "the sender's domain")
                .measures(Measure.SIZE_BYTES)
                .attributes(
                        Attribute.SENDER_DOMAIN,
                        Attribute.FILE_EXTENSION,
                        Attribute.FILE_TYPE,
                        Attribute.HASH)
                .read(MailRecords::attachment);
    }

    private static Log click() {
        return log("defender.click")
                .categories("urlclickevents")
                .toldInAnyCase("isclickedthrough", "url", "accountupn")
                .renames("date=timestamp", "id=networkmessageid", "client_ip=ipaddress")
                .written(at("time", "timestamp"))
                .on(EMAIL, REQUEST)
                .role("mailbox AccountUpn", "the host of the URL")
                .outcome("ActionType: ClickAllowed success; ClickBlocked denied")
                .attributes(
                        Attribute.WORKLOAD,
                        Attribute.CLICKED_THROUGH,
                        Attribute.DESTINATION,
                        Attribute.TOOL_FAMILY)
                .read(MailRecords::click);
    }

    private static Log.Builder messages(String name) {
        return log(name)
                .on(EMAIL, RECEIVE, SEND)
                .role("mailbox of each own recipient, acted upon", "the sender's domain")
                .role("mailbox of an own sender", "the recipient's domain")
                .measures(
                        Measure.SIZE_BYTES,
                        Measure.ATTACHMENTS,
                        Measure.URLS,
                        Measure.RECIPIENTS,
                        Measure.HOPS)
                .attributes(
                        Attribute.SENDER_DOMAIN,
                        Attribute.CLIENT_NETWORK,
                        Attribute.COUNTRY,
                        Attribute.ASN,
                        Attribute.CONTENT_TYPE,
                        Attribute.REPLY_TO_DIFFERS,
                        Attribute.FROM_ENVELOPE_DIFFERS,
                        Attribute.AUTH_RESULT,
                        Attribute.HELO,
                        Attribute.CLIENT_SOFTWARE,
                        Attribute.CONTINUES_THREAD);
    }
}
