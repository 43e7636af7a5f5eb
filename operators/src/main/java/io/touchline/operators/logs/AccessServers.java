// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.HostNames;
import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Texts;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which site or server an access log belongs to. */
final class AccessServers {
    private static final String UNNAMED = "web";

    /** What the name of a file says about its kind rather than about its server. */
    private static final Set<String> KINDS = Set.of("", "ssl", "other_vhosts", "localhost");

    private AccessServers() {}

    static @Nullable String ofFrontDoor(RecordFields fields) {
        String uri = fields.text("requesturi");
        return CloudEvents.first(
                named(fields.text("hostname")),
                uri == null || !uri.contains("://") ? null : named(HostNames.ofUrl(uri)),
                named(fields.text("endpoint")));
    }

    /** Asked by its bare address, a gateway is known by its own name. */
    static @Nullable String ofGateway(RecordFields fields) {
        String resource = fields.lowerText("resourceid");
        return CloudEvents.first(
                named(fields.text("originalhost")),
                named(fields.text("host")),
                resource == null ? null : resource.substring(resource.lastIndexOf('/') + 1));
    }

    /** The virtual host or balancer that the line names, else the machine that shipped it. */
    static @Nullable String ofLine(RecordFields fields) {
        String named = fields.text("server");
        return CloudEvents.first(
                named == null ? null : HostNames.canonical(named), fields.lowerText("shipper"));
    }

    /** What the name of the file says before its kind, as {@code shop.example.org-access.log.1}. */
    static String ofFile(RecordContext context) {
        String file = context.live() ? "" : context.coordinates();
        int line = file.lastIndexOf(':');
        int folder = Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'));
        String name = Texts.lower(file.substring(folder + 1, Math.max(line, folder + 1)));
        int kind = name.indexOf("access");
        int end = Math.max(0, kind < 0 ? name.indexOf(".log") : kind);
        while (end > 0 && "-_.".indexOf(name.charAt(end - 1)) >= 0) {
            end--;
        }
        String server = name.substring(0, end);
        return KINDS.contains(server) ? UNNAMED : server;
    }

    private static @Nullable String named(@Nullable String host) {
        String name = host == null ? null : HostNames.canonical(host);
        return WebRecords.named(name) ? name : null;
    }
}
