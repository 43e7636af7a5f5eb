// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** The few field forms that all hand-written serializers share. */
public final class Fields {
    private Fields() {}

    /** 1 to 5 bytes; small non-negative numbers take one. */
    public static void writeVarInt(int value, DataOutputView out) throws IOException {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            out.writeByte((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.writeByte(rest);
    }

    public static int readVarInt(DataInputView in) throws IOException {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = in.readByte();
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("could not read a variable-length number: more than five bytes");
    }

    /** UTF-8 with its length + 1 in front; absent is 0. */
    public static void writeText(@Nullable String text, DataOutputView out) throws IOException {
        if (text == null) {
            writeVarInt(0, out);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        writeVarInt(bytes.length + 1, out);
        out.write(bytes);
    }

    public static @Nullable String readNullableText(DataInputView in) throws IOException {
        int length = readVarInt(in);
        if (length == 0) {
            return null;
        }
        byte[] bytes = new byte[length - 1];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public static String readText(DataInputView in) throws IOException {
        String text = readNullableText(in);
        if (text == null) {
            throw new IOException("could not read a text: it is absent");
        }
        return text;
    }

    public static void writeTexts(List<String> texts, DataOutputView out) throws IOException {
        writeVarInt(texts.size(), out);
        for (String text : texts) {
            writeText(text, out);
        }
    }

    public static List<String> readTexts(DataInputView in) throws IOException {
        int size = readVarInt(in);
        List<String> texts = new ArrayList<>(Math.min(size, 1024));
        for (int i = 0; i < size; i++) {
            texts.add(readText(in));
        }
        return List.copyOf(texts);
    }
}
