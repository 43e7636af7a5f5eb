// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.geography;

import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;
import io.touchline.operators.telemetry.Countries;
import io.touchline.operators.telemetry.DecimalText;
import io.touchline.operators.telemetry.Texts;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a network in the layouts that are in use; the reader skips all others without
 * decoding them. MaxMind's City and Country hold a map {@code country}, City a map {@code location}
 * too, its ASN database a number; flat ones of others hold text or numbers under the same or
 * shorter names. Public because the reader makes it.
 */
public final class GeographyRow {
    private static final long LAST_ASN = 0xffff_ffffL;

    private final @Nullable Object country;
    private final @Nullable Object countryCode;
    private final @Nullable Object systemNumber;
    private final @Nullable Object asn;
    private final @Nullable Object location;
    private final @Nullable Object latitude;
    private final @Nullable Object longitude;

    @MaxMindDbConstructor
    public GeographyRow(
            @MaxMindDbParameter(name = "country") @Nullable Object country,
            @MaxMindDbParameter(name = "country_code") @Nullable Object countryCode,
            @MaxMindDbParameter(name = "autonomous_system_number") @Nullable Object systemNumber,
            @MaxMindDbParameter(name = "asn") @Nullable Object asn,
            @MaxMindDbParameter(name = "location") @Nullable Object location,
            @MaxMindDbParameter(name = "latitude") @Nullable Object latitude,
            @MaxMindDbParameter(name = "longitude") @Nullable Object longitude) {
        this.country = country;
        this.countryCode = countryCode;
        this.systemNumber = systemNumber;
        this.asn = asn;
        this.location = location;
        this.latitude = latitude;
        this.longitude = longitude;
    }

    Place place() {
        Object code = country instanceof Map<?, ?> map ? map.get("iso_code") : countryCode;
        // where there is a code beside it, a flat country is its name
        String letters = country(code == null ? country : code);
        String number = asn(systemNumber == null ? asn : systemNumber);
        return new Place(letters, number, point());
    }

    private @Nullable Point point() {
        if (location instanceof Map<?, ?> map) {
            return Point.of(
                    number(map.get("latitude")),
                    number(map.get("longitude")),
                    number(map.get("accuracy_radius")));
        }
        return Point.of(number(latitude), number(longitude), Point.USUAL_RADIUS_KM);
    }

    private static double number(@Nullable Object told) {
        return told instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static @Nullable String country(@Nullable Object told) {
        return told instanceof String text ? Countries.code(text) : null;
    }

    /** Of a number, or of text with or without the two letters; zero stands for none. */
    private static @Nullable String asn(@Nullable Object told) {
        String text = told == null ? "" : Texts.lower(told.toString()).strip();
        long number = DecimalText.whole(text.startsWith("as") ? text.substring(2) : text);
        return number <= 0 || number > LAST_ASN ? null : "AS" + number;
    }
}
