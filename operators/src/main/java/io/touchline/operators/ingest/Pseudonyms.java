// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import io.touchline.operators.identity.Binding;
import io.touchline.operators.logs.Event;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Puts a keyed hash in place of what names a person: accounts, local parts of mail addresses, home
 * folders, raw user agents. Domains stay readable, machines keep their names. The hash of a name is
 * the same in every log of a site, so who is linked to whom stays as it was; without the key nobody
 * can tell which name it was.
 *
 * <p>The hash is the first 64 bits of HMAC-SHA-256 (RFC 2104, FIPS 180-4) over site and name in
 * lower case. It costs about a microsecond; the last 16,384 are remembered. Not thread-safe.
 */
final class Pseudonyms {
    static final int LEAST_KEY_BYTES = 16;

    private static final int REMEMBERED = 16_384;
    private static final int HASH_BYTES = 8;
    private static final String MARK = "p-";
    private static final Set<Attribute> PERSONAL =
            Set.of(Attribute.USER_AGENT, Attribute.ACCOUNT, Attribute.COOKIE_USER);
    private static final List<String> HOMES =
            List.of("/personal/", "/users/", "/home/", "\\users\\", "\\home\\");

    private final String site;
    private final @Nullable Mac mac;
    private final Map<String, String> remembered =
            new LinkedHashMap<>(1024, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                    return size() > REMEMBERED;
                }
            };

    private Pseudonyms(String site, @Nullable Mac mac) {
        this.site = site;
        this.mac = mac;
    }

    /**
     * @param keyFile file whose bytes are the key; empty: names stay as they are
     * @throws IOException when the file cannot be read, or holds less than 16 bytes
     */
    static Pseudonyms open(String site, String keyFile) throws IOException {
        if (keyFile.isEmpty()) {
            return new Pseudonyms(site, null);
        }
        byte[] key = Files.readAllBytes(Path.of(keyFile));
        if (key.length < LEAST_KEY_BYTES) {
            throw new IOException(keyFile + " holds less than " + LEAST_KEY_BYTES + " bytes");
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return new Pseudonyms(site, mac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA-256", e);
        }
    }

    /** Whether anything is hashed at all. */
    boolean active() {
        return mac != null;
    }

    /** The event without names of people. */
    Event of(Event event) {
        return mac == null
                ? event
                : event.with(
                        event.interactions().stream().map(this::interaction).toList(),
                        event.bindings().stream().map(this::binding).toList());
    }

    private Interaction interaction(Interaction it) {
        Map<Attribute, String> attributes = new EnumMap<>(Attribute.class);
        it.attributes()
                .forEach(
                        (attribute, value) ->
                                attributes.put(
                                        attribute,
                                        PERSONAL.contains(attribute) ? name(value) : text(value)));
        return it.withEnds(
                key(it.entity()),
                shown(it.entity(), it.entityName()),
                key(it.peer()),
                shown(it.peer(), it.peerName()),
                it.zoneEntity(),
                it.zonePeer(),
                Collections.unmodifiableMap(attributes),
                it.links().stream().map(this::key).sorted().toList());
    }

    private Binding binding(Binding it) {
        return new Binding(
                it.kind(),
                it.site(),
                it.address(),
                switch (it.kind()) {
                    case ACCOUNT, SIGN_IN -> name(it.holder());
                    case DEVICE, RELEASE, NAME, SEEN, ROUTER, VENDOR, MODEL -> it.holder();
                },
                it.name() == null ? null : text(it.name()),
                it.from(),
                it.to(),
                it.writeTime());
    }

    private String key(String key) {
        int at = key.length() - EntityKeys.id(key).length();
        String id = key.substring(at);
        return key.substring(0, at) + (isPerson(key) ? name(id) : text(id));
    }

    private @Nullable String shown(String key, @Nullable String name) {
        return name == null ? null : isPerson(key) ? name(name) : text(name);
    }

    private static boolean isPerson(String key) {
        return EntityKeys.isKind(key, EntityKeys.ACCOUNT)
                || EntityKeys.isKind(key, EntityKeys.MAILBOX);
    }

    /** The name of a person; a machine's account, which ends with $, and a role stay readable. */
    private String name(String name) {
        if (name.endsWith("$") || name.isEmpty()) {
            return name;
        }
        if (name.indexOf('@') > 0) {
            return text(name);
        }
        int slash = name.lastIndexOf('/');
        if (name.startsWith("arn:")) {
            return name.contains(":user/")
                    ? name.substring(0, slash + 1) + hash(name.substring(slash + 1))
                    : name;
        }
        int domain = name.lastIndexOf('\\');
        return name.substring(0, domain + 1) + hash(name.substring(domain + 1));
    }

    /** A text in which the local part of each mail address and each home folder is hashed. */
    private String text(String text) {
        String homes = homes(text);
        int at = homes.indexOf('@');
        if (at < 0) {
            return homes;
        }
        StringBuilder out = new StringBuilder(homes.length() + 8);
        int written = 0;
        while (at >= 0) {
            int begin = at;
            while (begin > written && isLocal(homes.charAt(begin - 1))) {
                begin--;
            }
            out.append(homes, written, begin);
            out.append(begin < at ? hash(homes.substring(begin, at)) : "").append('@');
            written = at + 1;
            at = homes.indexOf('@', written);
        }
        return out.append(homes, written, homes.length()).toString();
    }

    private String homes(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String home : HOMES) {
            int begin = lower.indexOf(home);
            if (begin >= 0 && lower.length() == text.length()) {
                begin += home.length();
                int end = begin;
                while (end < text.length() && "/\\".indexOf(text.charAt(end)) < 0) {
                    end++;
                }
                return text.substring(0, begin)
                        + (end > begin ? hash(text.substring(begin, end)) : "")
                        + text.substring(end);
            }
        }
        return text;
    }

    private static boolean isLocal(char c) {
        return Character.isLetterOrDigit(c) || "._%+-'".indexOf(c) >= 0;
    }

    private String hash(String name) {
        return remembered.computeIfAbsent(name.toLowerCase(Locale.ROOT), this::compute);
    }

    private String compute(String name) {
        if (mac == null) {
            return name;
        }
        mac.update(site.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
        byte[] hash = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
        return MARK + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    }
}
