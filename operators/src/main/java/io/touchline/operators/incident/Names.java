// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.incident;

import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Zone;
import io.touchline.schemas.avro.Finding;
import org.jspecify.annotations.Nullable;

/** What a person calls an entity: never its key. */
final class Names {
    private static final int SHOWN = 80;

    private Names() {}

    static String entity(Finding step) {
        return name(step.getEntity(), step.getEntityName(), step.getZoneEntity());
    }

    static String peer(Finding step) {
        return name(step.getPeer(), step.getPeerName(), step.getZonePeer());
    }

    static String name(String key, @Nullable String known, String zone) {
        String id = clean(EntityKeys.id(EntityKeys.withoutService(key)));
        boolean person =
                EntityKeys.isKind(key, EntityKeys.MAILBOX)
                        || EntityKeys.isKind(key, EntityKeys.ACCOUNT);
        if (known != null && !known.isBlank() && !person) {
            return clean(known);
        }
        return switch (EntityKeys.kind(key)) {
            case EntityKeys.MAILBOX -> "the mailbox of " + id;
            case EntityKeys.ACCOUNT -> "the account of " + id;
            case EntityKeys.COHORT -> "visitors of " + id;
            case EntityKeys.DEVICE -> zone.equals(Zone.OT_CONTROL.key()) ? "controller " + id : id;
            default -> id;
        };
    }

    /** Telemetry text for a person: one line, at most 80 characters, nothing invisible. */
    static String clean(String text) {
        StringBuilder shown = new StringBuilder(Math.min(SHOWN, text.length()));
        text.codePoints()
                .filter(Names::isShown)
                .takeWhile(c -> shown.length() + Character.charCount(c) <= SHOWN)
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }

    private static boolean isShown(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
