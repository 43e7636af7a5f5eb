// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import static io.touchline.simulator.wire.WrittenRows.names;
import static io.touchline.simulator.wire.WrittenRows.words;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.touchline.simulator.random.Draws;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Names are those of the message trace in the samples, and of Defender's documentation. */
class MailRowsTest {
    private static final Instant T0 = Instant.parse("2026-06-06T12:00:00.250Z");
    private static final Instant LATER = T0.plusSeconds(90);
    private static final MailRows.Mail MAIL =
            new MailRows.Mail(
                    "Bea",
                    "bea@partner.example",
                    "bounce@partner.example",
                    "reply@other.example",
                    "Seating plan",
                    "192.0.2.4",
                    "multipart/mixed; boundary=\"x\"",
                    48_000,
                    1);

    private final WrittenRows written = new WrittenRows();
    private final MailRows mail = new MailRows(written);

    @Test
    void writesTrace() {
        String id = mail.trace(Draws.of(7, "test"), T0, LATER, "alex@arena.example", MAIL);
        JsonNode row = written.json();
        assertThat(written.row().log()).isEqualTo(Log.MAIL_TRACE);
        assertThat(written.row().written()).isEqualTo(LATER);
        assertThat(names(row))
                .containsExactlyElementsOf(
                        words(
                                "id date from to return_path reply_to subject message_id"
                                        + " received_hops client_ip content_type size n_attach"));
        assertThat(row.get("id").asText()).isEqualTo(id).matches("[0-9a-f]{32}");
        assertThat(row.get("date").asText()).isEqualTo("2026-06-06T12:00:00+00:00");
        assertThat(row.get("from").asText()).isEqualTo("Bea <bea@partner.example>");
        assertThat(row.get("to").asText()).isEqualTo("<alex@arena.example>");
        assertThat(row.get("return_path").asText()).isEqualTo("<bounce@partner.example>");
        assertThat(row.get("reply_to").asText()).isEqualTo("reply@other.example");
        assertThat(row.get("subject").asText()).isEqualTo("Seating plan");
        assertThat(row.get("message_id").asText()).matches("<[0-9a-f]{16}@partner.example>");
        assertThat(row.get("received_hops").asInt()).isBetween(3, 5);
        assertThat(row.get("client_ip").asText()).isEqualTo("192.0.2.4");
        assertThat(row.get("content_type").asText()).isEqualTo("multipart/mixed; boundary=\"x\"");
        assertThat(row.get("size").asLong()).isEqualTo(48_000);
        assertThat(row.get("n_attach").asInt()).isEqualTo(1);
    }

    @Test
    void writesAttachmentOfTheMail() {
        MailRows.Attachment file = new MailRows.Attachment("plan.xlsm", "xlsm", "ab12", 40_000);
        mail.attachment(T0, LATER, "0a1b", "alex@arena.example", MAIL, file);
        JsonNode row = written.json();
        assertThat(written.row().log()).isEqualTo(Log.MAIL_ATTACHMENTS);
        assertThat(written.row().written()).isEqualTo(LATER);
        assertThat(names(row))
                .containsExactlyElementsOf(
                        words(
                                "Timestamp NetworkMessageId SenderFromAddress SenderDisplayName"
                                        + " RecipientEmailAddress FileName FileType SHA256"
                                        + " FileSize ThreatTypes"));
        assertThat(row.get("Timestamp").asText()).isEqualTo("2026-06-06T12:00:00.250Z");
        assertThat(row.get("NetworkMessageId").asText()).isEqualTo("0a1b");
        assertThat(row.get("SenderFromAddress").asText()).isEqualTo("bea@partner.example");
        assertThat(row.get("SenderDisplayName").asText()).isEqualTo("Bea");
        assertThat(row.get("RecipientEmailAddress").asText()).isEqualTo("alex@arena.example");
        assertThat(row.get("FileName").asText()).isEqualTo("plan.xlsm");
        assertThat(row.get("FileType").asText()).isEqualTo("xlsm");
        assertThat(row.get("SHA256").asText()).isEqualTo("ab12");
        assertThat(row.get("FileSize").asLong()).isEqualTo(40_000);
        assertThat(row.get("ThreatTypes").asText("?")).isEmpty();
    }
}
