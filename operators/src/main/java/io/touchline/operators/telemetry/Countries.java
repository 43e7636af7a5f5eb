// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.telemetry;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Countries by their two letters, so that services that spell them out agree with the others. */
public final class Countries {
    private static final Map<String, String> CODES = codes();

    private Countries() {}

    /** The two letters of a country given by them or by its English name; null for neither. */
    public static @Nullable String code(String text) {
        String bare = text.strip();
        boolean letters =
                bare.length() == 2
                        && Character.isLetter(bare.charAt(0))
                        && Character.isLetter(bare.charAt(1));
        return letters ? bare.toUpperCase(Locale.ROOT) : CODES.get(Texts.lower(bare));
    }

    private static Map<String, String> codes() {
        Map<String, String> codes = new HashMap<>();
        for (String code : Locale.getISOCountries()) {
            String name = new Locale("", code).getDisplayCountry(Locale.ENGLISH);
            codes.put(Texts.lower(name), code);
        }
        return Map.copyOf(codes);
    }
}
