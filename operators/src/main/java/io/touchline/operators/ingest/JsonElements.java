// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Cuts a JSON document that runs over many lines into its elements, as a stream: those of a root
 * array, those of a {@code Records}, {@code records} or {@code value} array of a root object, else
 * each root value. It follows brackets and quotes only; whether an element is good JSON is for the
 * decoder to say.
 */
final class JsonElements {
    private static final Set<String> ARRAYS = Set.of("Records", "records", "value");
    private static final int MAX_KEY = 16;

    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private final Slice element = new Slice();
    private final StringBuilder text = new StringBuilder();
    private int at;
    private int end;
    private long line = 1;
    private long startLine;

    private int depth;
    private int elementDepth; // 0: root values, 1: root array, 2: array of a root object
    private boolean collecting;
    private boolean scalar;
    private boolean skipping; // the rest of a root object behind its array
    private boolean inText;
    private boolean escaped;
    private String key = "";

    JsonElements(InputStream in) {
        this.in = in;
    }

    /** Goes to the next element; false at the end. A last one that is cut off counts. */
    boolean advance() throws IOException {
        element.clear();
        collecting = false;
        for (int b = peek(); b >= 0; b = peek()) {
            if (collecting && scalar && !inText && endsScalar(b)) {
                return true; // the byte is left for what follows
            }
            at++;
            line += b == '\n' ? 1 : 0;
            if (step(b)) {
                return true;
            }
        }
        return collecting && !element.empty();
    }

    /** Line on which the element begins. */
    long line() {
        return startLine;
    }

    boolean tooLarge() {
        return element.tooLarge();
    }

    byte[] bytes() {
        return element.bytes();
    }

    /** Takes one byte; true when it ends an element. */
    private boolean step(int b) {
        if (inText) {
            return stepText(b);
        }
        if (!collecting && !skipping && begins(b)) {
            return false;
        }
        if (collecting) {
            element.add(b);
        }
        switch (b) {
            case '"' -> {
                inText = true;
                text.setLength(0);
            }
            case '{', '[' -> open(b);
            case '}', ']' -> {
                return close();
            }
            case ':' -> key = depth == 1 ? text.toString() : key;
            case ',' -> key = depth == 1 ? "" : key;
            default -> {}
        }
        return false;
    }

    private boolean stepText(int b) {
        if (collecting) {
            element.add(b);
        }
        if (escaped) {
            escaped = false;
        } else if (b == '\\') {
            escaped = true;
        } else if (b == '"') {
            inText = false;
            return collecting && scalar;
        } else if (text.length() < MAX_KEY) {
            text.append((char) b);
        }
        return false;
    }

    /** At the level of elements: whether {@code b} needs nothing more done. */
    private boolean begins(int b) {
        if (depth != elementDepth) {
            return false;
        }
        if (b <= ' ' || b == ',' || (b >= 0x80 && elementDepth == 0)) {
            return true; // between elements; a byte order mark
        }
        if (b == ']' || b == '}') {
            return false;
        }
        if (b == '[' && elementDepth == 0) {
            depth = 1;
            elementDepth = 1;
            return true;
        }
        collecting = true;
        scalar = b != '{' && b != '[';
        startLine = line;
        return false;
    }

    private void open(int b) {
        boolean array = b == '[' && depth == 1 && collecting && elementDepth == 0;
        depth++;
        if (array && ARRAYS.contains(key)) {
            element.clear();
            collecting = false;
            elementDepth = 2;
        }
    }

    private boolean close() {
        if (!collecting && !skipping && depth == elementDepth && depth > 0) {
            // the end of the array of elements
            skipping = elementDepth == 2;
            elementDepth = 0;
            depth--;
            key = "";
            return false;
        }
        depth = Math.max(depth - 1, 0);
        if (skipping && depth == 0) {
            skipping = false;
            return false;
        }
        return collecting && depth <= elementDepth;
    }

    private boolean endsScalar(int b) {
        return b <= ' ' || b == ',' || b == ']' || b == '}' || b == '{' || b == '[' || b == '"';
    }

    private int peek() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(in.read(buffer, 0, buffer.length), 0);
            if (end == 0) {
                return -1;
            }
        }
        return buffer[at] & 0xff;
    }

    /** The element as text, for recognition. */
    String textOfElement() {
        return new String(element.bytes(), StandardCharsets.UTF_8);
    }
}
