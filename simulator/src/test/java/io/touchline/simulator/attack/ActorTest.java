// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By what a reader of the ledger may recognise somebody. */
class ActorTest {
    @ParameterizedTest
    @CsvSource({
        "global.rel.tunnels.api.visualstudio.com, visualstudio.com",
        "a1b2-3000.ngrok-free.app, ngrok-free.app",
        "nordhafen.example, nordhafen.example",
        "arenaexample.sharepoint.com, ''",
        "other.sharepoint.com, ''",
        "maps.googleapis.com, ''",
        "185.80.3.4, ''",
        "'', ''"
    })
    void anOutsideHostIsAlsoItsDomainUnlessEverybodyIsThere(String name, String domain) {
        List<String> expected =
                List.of(name, domain, "203.0.113.9").stream()
                        .filter(alias -> !alias.isEmpty())
                        .distinct()
                        .toList();
        assertThat(Actor.external(name, "203.0.113.9").aliases()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"device, db.east.arena", "mailbox, anna.berg@arena.example"})
    void whoIsInsideHasNoOtherName(String kind, String name) {
        assertThat(new Actor(kind, "role", name, "", "", "").aliases()).containsExactly(name);
    }
}
