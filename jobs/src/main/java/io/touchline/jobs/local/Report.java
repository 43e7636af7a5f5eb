// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One self-contained page per incident and an index: no script, nothing loaded from elsewhere,
 * every text of telemetry escaped.
 */
public final class Report {
    private static final String STYLE =
            """
            body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;
            color:#1c2733;background:#fff}
            h1{font-size:1.35rem;line-height:1.35}table{border-collapse:collapse;width:100%}
            td,th{text-align:left;vertical-align:top;padding:.4rem .6rem;
            border-bottom:1px solid #d9e0e7}
            .sev{display:inline-block;padding:.1rem .5rem;border-radius:.3rem;color:#fff;
            background:#5b6b7b}.critical,.high{background:#b3261e}.medium{background:#b26a00}
            .muted{color:#5b6b7b}details{margin-top:1rem}code{font-size:.85em;word-break:break-all}
            """;

    private final Path folder;

    public Report(Path folder) {
        this.folder = folder;
    }

    /** Writes the pages; returns the index. */
    public Path write(Path incidents) throws IOException {
        Files.createDirectories(folder);
        List<JsonNode> latest = new ArrayList<>(IncidentFile.latest(incidents).values());
        latest.sort(
                Comparator.<JsonNode>comparingInt(i -> i.hasNonNull("suppressed") ? 1 : 0)
                        .thenComparing(i -> -i.path("score").asDouble())
                        .thenComparing(i -> i.path("incident_id").asText()));
        StringBuilder rows = new StringBuilder();
        for (JsonNode incident : latest) {
            String name = incident.path("incident_id").asText() + ".html";
            Files.writeString(folder.resolve(name), page(incident));
            rows.append("<tr><td>")
                    .append(severity(incident))
                    .append("</td><td><a href=\"")
                    .append(name)
                    .append("\">")
                    .append(escape(incident.path("first_line").asText()))
                    .append("</a></td><td>")
                    .append(escape(incident.path("known_at").asText()))
                    .append("</td></tr>\n");
        }
        Path index = folder.resolve("index.html");
        Files.writeString(
                index,
                html(
                        "Incidents",
                        "<h1>Incidents</h1>"
                                + (latest.isEmpty()
                                        ? "<p>None.</p>"
                                        : "<table><tr><th>Severity</th><th>What</th><th>Known at"
                                                + "</th></tr>"
                                                + rows
                                                + "</table>")));
        return index;
    }

    private static String page(JsonNode incident) {
        StringBuilder body = new StringBuilder();
        body.append("<p><a href=\"index.html\">All incidents</a></p><h1>")
                .append(escape(incident.path("first_line").asText()))
                .append("</h1><p>")
                .append(severity(incident))
                .append(" score ")
                .append(escape(incident.path("score").asText()))
                .append(", consequence ")
                .append(escape(incident.path("consequence").asText()))
                .append(", ")
                .append(escape(incident.path("state").asText()))
                .append("</p><p>")
                .append(escape(incident.path("summary").asText()))
                .append("</p><h2>Who took part</h2><table><tr><th>Name</th><th>Role</th>")
                .append("<th>Zone</th></tr>");
        for (JsonNode entity : incident.path("entities")) {
            row(body, entity, "name", "role", "zone");
        }
        body.append("</table><h2>Timeline</h2><table><tr><th>Time</th><th>Stage</th>")
                .append("<th>Observed</th><th>Expected</th></tr>");
        for (JsonNode step : incident.path("steps")) {
            row(body, step, "time", "stage", "observed", "expected");
        }
        body.append("</table><details><summary>Evidence in figures</summary><table><tr>")
                .append("<th>Detector</th><th>Explanation</th><th>Bits</th><th>p</th>")
                .append("<th>Where</th></tr>");
        for (JsonNode step : incident.path("steps")) {
            row(body, step, "detector", "explanation", "surprise_bits", "p_value", "coordinates");
        }
        body.append("</table><p class=\"muted\">Parts of the score: <code>")
                .append(escape(incident.path("score_parts").toString()))
                .append("</code></p></details>");
        return html(incident.path("title").asText(), body.toString());
    }

    private static void row(StringBuilder out, JsonNode node, String... fields) {
        out.append("<tr>");
        for (String field : fields) {
            JsonNode value = node.path(field);
            out.append("<td>")
                    .append(escape(value.isValueNode() ? value.asText() : value.toString()))
                    .append("</td>");
        }
        out.append("</tr>\n");
    }

    private static String severity(JsonNode incident) {
        String severity = escape(incident.path("severity").asText());
        String held =
                incident.hasNonNull("suppressed") ? " <span class=\"muted\">held back</span>" : "";
        return "<span class=\"sev " + severity + "\">" + severity + "</span>" + held;
    }

    private static String html(String title, String body) {
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                + " style-src 'unsafe-inline'\"><title>"
                + escape(title)
                + "</title><style>"
                + STYLE
                + "</style></head><body>"
                + body
                + "</body></html>\n";
    }

    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> {
                    if (!Character.isISOControl(c) && Character.getType(c) != Character.FORMAT) {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }
}
