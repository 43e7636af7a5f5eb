// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.geography;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.touchline.operators.telemetry.IpAddress;
import io.touchline.testkit.GeographyDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeographyTest {
    @TempDir private Path folder;

    @Test
    void tellsCountryAndAsnFromTwoFiles() throws IOException {
        Geography geography =
                open(
                        GeographyDatabase.both()
                                .country("203.0.113.0/24", "DE")
                                .country("2001:db8:5::/48", "JP"),
                        GeographyDatabase.both()
                                .asn("203.0.113.0/25", 64_500)
                                .asn("2001:db8::/32", 4_200_000_000L));

        assertThat(of(geography, "203.0.113.9")).isEqualTo(new Place("DE", "AS64500"));
        assertThat(of(geography, "203.0.113.200")).isEqualTo(new Place("DE", null));
        assertThat(of(geography, "2001:db8:5::1")).isEqualTo(new Place("JP", "AS4200000000"));
        assertThat(of(geography, "2001:db8:6::1")).isEqualTo(new Place(null, "AS4200000000"));
        assertThat(of(geography, "198.51.100.1")).isEqualTo(Place.UNKNOWN);
        // both ways of writing it are one address
        assertThat(of(geography, "::ffff:203.0.113.9")).isEqualTo(new Place("DE", "AS64500"));
    }

    @Test
    void readsFlatLayouts() throws IOException {
        Geography geography =
                open(
                        GeographyDatabase.both()
                                .network("192.0.2.0/26", Map.of("country_code", "kr"))
                                .network(
                                        "192.0.2.64/26",
                                        Map.of(
                                                "country_code",
                                                "GB",
                                                "country",
                                                "United Kingdom",
                                                "asn",
                                                "AS64501"))
                                .network("192.0.2.128/26", Map.of("country", "FR", "asn", "64502"))
                                .network("192.0.2.192/26", Map.of("asn", 64_503)));

        assertThat(of(geography, "192.0.2.1")).isEqualTo(new Place("KR", null));
        assertThat(of(geography, "192.0.2.65")).isEqualTo(new Place("GB", "AS64501"));
        assertThat(of(geography, "192.0.2.129")).isEqualTo(new Place("FR", "AS64502"));
        assertThat(of(geography, "192.0.2.193")).isEqualTo(new Place(null, "AS64503"));
    }

    @Test
    void tellsThePointOfACityAndHowFarOffItMayBe() throws IOException {
        Geography geography =
                open(
                        GeographyDatabase.both()
                                .country("203.0.113.0/25", "DE")
                                .network("192.0.2.0/24", Map.of("country_code", "XK", "asn", 7)),
                        GeographyDatabase.both()
                                .city("203.0.113.0/24", "FR", 52.5, 13.4, 20)
                                .city("198.51.100.0/25", "NG", 6.5, 3.4, 99_999)
                                .city("198.51.100.128/25", "GH", 0.0, 0.0, 10)
                                .network(
                                        "192.0.2.0/24",
                                        Map.of("latitude", -12.0, "longitude", 170.5)));

        // the first file knows the country, the second the point in it
        assertThat(of(geography, "203.0.113.9"))
                .isEqualTo(new Place("DE", null, new Point(52.5, 13.4, 20)));
        assertThat(of(geography, "198.51.100.1").point())
                .isEqualTo(new Point(6.5, 3.4, Point.USUAL_RADIUS_KM));
        assertThat(of(geography, "198.51.100.200").point()).isNull(); // stands for none
        assertThat(of(geography, "192.0.2.1").point())
                .isEqualTo(new Point(-12.0, 170.5, Point.USUAL_RADIUS_KM));
    }

    @Test
    void aPointIsOnTheGlobe() {
        assertThat(Point.of("52.5", "13.4")).isEqualTo(new Point(52.5, 13.4, 50));
        assertThat(Point.of("-33.865143", "-151")).isEqualTo(new Point(-33.865143, -151, 50));
        assertThat(Point.of("91", "0")).isNull();
        assertThat(Point.of("0", "-181")).isNull();
        assertThat(Point.of("north", "1")).isNull();
        assertThat(Point.of(null, "1")).isNull();
        assertThat(Point.of(Double.NaN, 1, 1)).isNull();
        assertThat(Point.of(1, 1, Double.NaN)).isEqualTo(new Point(1, 1, 50));
    }

    @Test
    void guessesNothingFromWhatIsNoCountryAndNoNumber() throws IOException {
        Geography geography =
                open(
                        GeographyDatabase.both()
                                .network("192.0.2.0/26", Map.of("country_code", "-", "asn", 0))
                                .network("192.0.2.64/26", Map.of("country", Map.of(), "asn", "x"))
                                .network("192.0.2.128/26", Map.of("asn", "AS99999999999"))
                                .country("192.0.2.192/26", "NL"));

        assertThat(of(geography, "192.0.2.1")).isEqualTo(Place.UNKNOWN);
        assertThat(of(geography, "192.0.2.65")).isEqualTo(Place.UNKNOWN);
        assertThat(of(geography, "192.0.2.129")).isEqualTo(Place.UNKNOWN);
        assertThat(of(geography, "192.0.2.193").country()).isEqualTo("NL");
    }

    @Test
    void believesTheFirstFileThatTells() throws IOException {
        Geography geography =
                open(
                        GeographyDatabase.both().country("203.0.113.0/24", "DE"),
                        GeographyDatabase.both()
                                .network(
                                        "203.0.113.0/24",
                                        Map.of("country_code", "FR", "asn", 64_500)));

        assertThat(of(geography, "203.0.113.9")).isEqualTo(new Place("DE", "AS64500"));
    }

    @Test
    void asksADatabaseOfOneVersionNothingOfTheOther() throws IOException {
        Geography geography = open(GeographyDatabase.v4().country("203.0.113.0/24", "DE"));

        assertThat(of(geography, "203.0.113.9").country()).isEqualTo("DE");
        assertThat(of(geography, "2001:db8::1")).isEqualTo(Place.UNKNOWN);
    }

    @Test
    void givesEveryThreadTheSameAnswersAlsoWhereTheyShareASlot() throws IOException {
        GeographyDatabase database = GeographyDatabase.both();
        for (int i = 0; i < 256; i++) {
            database.asn("10." + i + ".0.0/16", 1 + i);
        }
        Geography geography = open(database);

        // 65,536 addresses for 16,384 slots, in another order on every thread
        long wrong =
                IntStream.range(0, 4 * 65_536)
                        .parallel()
                        .map(i -> i * 40_503 & 0xffff)
                        .filter(
                                i ->
                                        !("AS" + (1 + (i >> 8)))
                                                .equals(
                                                        of(
                                                                        geography,
                                                                        "10." + (i >> 8) + ".7."
                                                                                + (i & 255))
                                                                .asn()))
                        .count();
        assertThat(wrong).isZero();
    }

    @Test
    void isOpenedOncePerProcessUntilTheFileChanges() throws IOException {
        Path file = folder.resolve("one.mmdb");
        GeographyDatabase.both().country("203.0.113.0/24", "DE").writeTo(file);
        Geography first = Geography.open(List.of(file.toString()));
        assertThat(Geography.open(List.of(file.toString()))).isSameAs(first);

        GeographyDatabase.both()
                .country("203.0.113.0/24", "AT")
                .country("198.51.100.0/24", "CH")
                .writeTo(file);

        Geography second = Geography.open(List.of(file.toString()));
        assertThat(of(second, "203.0.113.9").country()).isEqualTo("AT");
        // what is in use stays as it was, though its file was overwritten in place
        assertThat(of(first, "203.0.113.8").country()).isEqualTo("DE");
    }

    @Test
    void refusesWhatIsNoDatabaseAndSaysWhich() throws IOException {
        Path text = Files.writeString(folder.resolve("a.mmdb"), "no database");
        byte[] whole = GeographyDatabase.both().country("203.0.113.0/24", "DE").bytes();
        Path cut =
                Files.write(
                        folder.resolve("b.mmdb"),
                        Arrays.copyOfRange(whole, 700, whole.length)); // the tree is gone
        Path other =
                GeographyDatabase.both()
                        .network("203.0.113.0/24", Map.of("is_anonymous", "true"))
                        .writeTo(folder.resolve("c.mmdb"));

        refuses(folder.resolve("none.mmdb"), "no such file");
        refuses(folder, "no such file");
        refuses(text, "no MaxMind database");
        refuses(cut, "no MaxMind database, or a damaged one");
        refuses(other, "neither countries nor autonomous systems");
    }

    @Test
    void isAbsentWhereTheDatabaseIsDamaged() throws IOException {
        byte[] bytes =
                GeographyDatabase.v4()
                        .country("192.0.2.0/24", "DE")
                        .country("203.0.113.0/24", "FR")
                        .bytes();
        String ascii = new String(bytes, StandardCharsets.ISO_8859_1);
        int second = ascii.lastIndexOf("continent") - 2;
        bytes[second] = (byte) 0xff; // a map of impossible size
        Path file = Files.write(folder.resolve("damaged.mmdb"), bytes);

        Geography geography = Geography.open(List.of(file.toString()));
        assertThat(of(geography, "192.0.2.1").country()).isEqualTo("DE");
        assertThat(of(geography, "203.0.113.1")).isEqualTo(Place.UNKNOWN);
    }

    private static void refuses(Path file, String why) {
        assertThatThrownBy(() -> Geography.open(List.of(file.toString())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(why);
    }

    private Geography open(GeographyDatabase... databases) throws IOException {
        List<String> paths =
                IntStream.range(0, databases.length)
                        .mapToObj(i -> databases[i].writeTo(folder.resolve(i + ".mmdb")).toString())
                        .toList();
        return Geography.open(paths);
    }

    private static Place of(Geography geography, String address) {
        IpAddress parsed = IpAddress.parse(address);
        assertThat(parsed).isNotNull();
        return geography.of(parsed);
    }
}
