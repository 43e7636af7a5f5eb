// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.local;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.touchline.operators.ingest.DeadLetter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A dead letter as one line of JSON: its bytes as text where they are UTF-8, else in base64. */
public final class DeadLetterJson {
    private static final JsonFactory JSON = new JsonFactory();

    private DeadLetterJson() {}

    public static String line(DeadLetter letter) {
        StringWriter out = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("reason", letter.reason().key());
            json.writeStringField("source", letter.source());
            json.writeStringField("coordinates", letter.coordinates());
            json.writeStringField("detail", letter.detail());
            writeBytes(letter.bytes(), json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static void writeBytes(byte[] bytes, JsonGenerator json) throws IOException {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            json.writeStringField("raw", text);
        } catch (CharacterCodingException e) {
            json.writeStringField("raw_base64", Base64.getEncoder().encodeToString(bytes));
        }
    }
}
