// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** Lines of a web server's access log, in nginx's and Apache's combined form. */
public final class WebRows {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private final Rows rows;

    public WebRows(Rows rows) {
        this.rows = rows;
    }

    /**
     * A request, logged when its reply has been sent.
     *
     * @param server address; not part of the line, the file is the server's
     * @param user empty without authentication
     * @param referer empty without one
     */
    public void access(
            Instant at,
            String server,
            String address,
            String user,
            String method,
            String target,
            int status,
            long bytes,
            String referer,
            String agent) {
        String line =
                (address + " - " + (user.isEmpty() ? "-" : escape(user)))
                        + (" [" + TIME.format(at) + "] \"" + method + " " + escape(target))
                        + (" HTTP/1.1\" " + status + " " + bytes)
                        + (" \"" + (referer.isEmpty() ? "-" : escape(referer)))
                        + ("\" \"" + escape(agent) + "\"");
        rows.add(new Row(Log.WEB_ACCESS, at, Map.of("line", line, "server", server)));
    }

    /** As nginx does: quote, backslash and all bytes but printable ASCII as {@code \xNN}. */
    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b == '"' || b == '\\' || b < ' ' || b == 0x7f) {
                escaped.append(String.format(Locale.ROOT, "\\x%02X", b));
            } else {
                escaped.append((char) b);
            }
        }
        return escaped.toString();
    }
}
