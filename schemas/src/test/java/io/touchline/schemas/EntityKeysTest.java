// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EntityKeysTest {
    @Test
    void aKeyIsKindSiteAndId() {
        assertThat(EntityKeys.device("venue", "192.168.1.101"))
                .isEqualTo("device:venue:192.168.1.101");
        assertThat(EntityKeys.external("venue", "66.63.168.0/24"))
                .isEqualTo("external:venue:66.63.168.0/24");
    }

    @Test
    void theIdMayHoldColons() {
        String key = EntityKeys.device("north", "fe80::1");
        assertThat(EntityKeys.kind(key)).isEqualTo("device");
        assertThat(EntityKeys.site(key)).isEqualTo("north");
        assertThat(EntityKeys.id(key)).isEqualTo("fe80::1");
    }

    @Test
    void aServiceFollowsAndComesOff() {
        String key = EntityKeys.withService("device:venue:10.0.0.5", "502");
        assertThat(key).isEqualTo("device:venue:10.0.0.5|502");
        assertThat(EntityKeys.withoutService(key)).isEqualTo("device:venue:10.0.0.5");
    }

    @Test
    void kindsAreToldApartByTheWholeWord() {
        assertThat(EntityKeys.isKind("device:v:x", EntityKeys.DEVICE)).isTrue();
        assertThat(EntityKeys.isKind("devices:v:x", EntityKeys.DEVICE)).isFalse();
        assertThat(EntityKeys.isKind("device", EntityKeys.DEVICE)).isFalse();
        assertThat(EntityKeys.isKind(null, EntityKeys.DEVICE)).isFalse();
    }

    @Test
    void whatIsOutsideHasNoBaseline() {
        assertThat(EntityKeys.isExternal(EntityKeys.external("v", "a"))).isTrue();
        assertThat(EntityKeys.isExternal(EntityKeys.service("v", "a"))).isTrue();
        assertThat(EntityKeys.isExternal(EntityKeys.mailbox("v", "a"))).isFalse();
    }

    @Test
    void aHostileIdIsCut() {
        assertThat(EntityKeys.device("v", "x".repeat(70_000))).hasSizeLessThan(300);
    }

    @Test
    void roomKeysKeepTheirPartsApart() {
        assertThat(EntityKeys.stratum("a", "bc")).isNotEqualTo(EntityKeys.stratum("ab", "c"));
        assertThat(EntityKeys.prevalence("g", "a", "bc"))
                .isNotEqualTo(EntityKeys.prevalence("g", "ab", "c"));
    }
}
