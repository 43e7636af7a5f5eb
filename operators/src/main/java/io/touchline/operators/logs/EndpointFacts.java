// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.HostNames;
import io.touchline.operators.telemetry.IpAddress;
import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.operators.telemetry.Texts;
import io.touchline.schemas.EntityKeys;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What every log of an endpoint tells: which machine, under which account, by which program. */
final class EndpointFacts {
    /** Accounts that a system runs its own services under. */
    private static final Set<String> SERVICES =
            Set.of("system", "local service", "network service", "iusr", "anonymous logon");

    /** Domains that hold no person, also as a German and a French system writes them. */
    private static final Set<String> SERVICE_DOMAINS =
            Set.of(
                    "nt authority",
                    "nt-autorit\u00e4t",
                    "autorite nt",
                    "nt service",
                    "nt virtual machine",
                    "window manager",
                    "font driver host",
                    "iis apppool",
                    "workgroup");

    private EndpointFacts() {}

    /**
     * The machine's name in lower case, without its domain; an address stays whole.
     *
     * @throws Refusal when none of {@code names} is present
     */
    static String machine(RecordFields fields, String... names) throws Refusal {
        String text = fields.firstText(names);
        String name = text == null ? null : HostNames.canonical(text);
        if (name == null) {
            throw Refusal.missing(names[0]);
        }
        int dot = name.indexOf('.');
        return dot <= 0 || IpAddress.parse(name) != null ? name : name.substring(0, dot);
    }

    static String machineKey(Draft draft, String machine) {
        return IpAddress.parse(machine) == null
                ? EntityKeys.host(draft.site(), machine)
                : EntityKeys.address(draft.site(), machine);
    }

    /** {@code domain\name} in lower case; the name alone where there is no domain. */
    static @Nullable String account(@Nullable String domain, @Nullable String name) {
        if (name == null) {
            return null;
        }
        boolean whole = domain == null || name.indexOf('\\') >= 0 || name.indexOf('@') >= 0;
        return Texts.lower(whole ? name : domain + '\\' + name);
    }

    /** Links a person's account; no machine's and no service's. */
    static void link(Draft draft, @Nullable String account) {
        if (account != null && person(account)) {
            draft.links(List.of(EntityKeys.account(draft.site(), account)));
        }
    }

    static boolean person(String account) {
        int slash = account.indexOf('\\');
        int at = account.indexOf('@');
        if (slash <= 0 && at <= 0) {
            return false;
        }
        String name = slash > 0 ? account.substring(slash + 1) : account.substring(0, at);
        String domain = slash > 0 ? account.substring(0, slash) : account.substring(at + 1);
        return !name.isEmpty()
                && !name.endsWith("$")
                && !SERVICES.contains(name)
                && !SERVICE_DOMAINS.contains(domain);
    }

    static @Nullable String baseName(@Nullable String path) {
        String name = path == null ? "" : DirectoryClass.baseName(path);
        return name.isEmpty() ? null : name;
    }

    static @Nullable String directoryClass(@Nullable String path) {
        return path == null ? null : DirectoryClass.of(path);
    }
}
