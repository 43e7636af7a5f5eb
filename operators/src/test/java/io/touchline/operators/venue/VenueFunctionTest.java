// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VenueFunctionTest {
    private static VenueFunction function(String name, Map<String, Consequence> levels) {
        return new VenueFunction(
                name,
                new Members(List.of(), List.of(), List.of("x"), List.of()),
                "duty",
                "ext. 1",
                Map.of("DOORS", "radio 3"),
                levels,
                null);
    }

    @ParameterizedTest
    @CsvSource({
        "turnstiles, DOORS, HIGH",
        "turnstiles, LIVE, MEDIUM",
        "access-control, EGRESS, HIGH",
        "cctv, LIVE, HIGH",
        "cctv, DOORS, MEDIUM",
        "power, LIVE, HIGH",
        "broadcast, LIVE, HIGH",
        "fire, BUSINESS_AS_USUAL, LIFE_SAFETY",
        "gate-release, LIVE, LIFE_SAFETY",
        "public-address, RUN_UP, LIFE_SAFETY",
        "emergency-light, LOAD_OUT, LIFE_SAFETY",
        "hvac, LIVE, MEDIUM"
    })
    void isAsUsualWhereTheFileDoesNotSayIt(String name, String phase, Consequence level) {
        assertThat(function(name, Map.of()).consequence(phase)).isEqualTo(level);
    }

    @Test
    void theFileGoesBeforeWhatIsUsual() {
        VenueFunction function = function("turnstiles", Map.of("DOORS", Consequence.LOW));

        assertThat(function.consequence("DOORS")).isEqualTo(Consequence.LOW);
        assertThat(function.consequence("EGRESS")).isEqualTo(Consequence.HIGH);
    }

    @Test
    void theContactMayBeAnotherOneInAPhase() {
        VenueFunction function = function("turnstiles", Map.of());

        assertThat(function.contact("DOORS")).isEqualTo("radio 3");
        assertThat(function.contact("LIVE")).isEqualTo("ext. 1");
    }
}
