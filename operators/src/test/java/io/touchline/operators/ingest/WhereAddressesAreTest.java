// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.touchline.schemas.Attribute;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Measure;
import io.touchline.testkit.GeographyDatabase;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Country and autonomous system of the other end, in every log that tells an address outside. */
class WhereAddressesAreTest {
    private static final String ENDS =
            "\"ts\":1700000000.5,\"uid\":\"C1\",\"id.orig_h\":\"%s\",\"id.orig_p\":50000,"
                    + "\"id.resp_h\":\"%s\",\"id.resp_p\":443,";
    private static final String CONN = "{" + ENDS + "\"proto\":\"tcp\",\"conn_state\":\"SF\"}";
    private static final String INSIDE = "10.0.0.5";
    private static final String OUTSIDE = "203.0.113.9";

    @TempDir private Path folder;

    private DecodeOptions options = DecodeOptions.defaults();

    @BeforeEach
    void openDatabases() {
        Path countries =
                GeographyDatabase.both()
                        .country("203.0.113.0/24", "DE")
                        .country("198.51.100.0/24", "JP")
                        .country("2001:db8::/32", "KR")
                        .country("10.0.0.0/8", "XX")
                        .writeTo(folder.resolve("country.mmdb"));
        Path systems =
                GeographyDatabase.both()
                        .asn("203.0.113.0/24", 64_500)
                        .asn("2001:db8::/32", 64_501)
                        .writeTo(folder.resolve("asn.mmdb"));
        options =
                DecodeOptions.defaults()
                        .withGeography(List.of(countries.toString(), systems.toString()));
    }

    @Test
    void aConnectionHasThePlaceOfItsOtherEndInBothDirections() {
        assertThat(places(conn(INSIDE, OUTSIDE))).containsExactly("acts DE AS64500");
        assertThat(places(conn(OUTSIDE, INSIDE))).containsExactly("acted upon DE AS64500");
        assertThat(places(conn(INSIDE, "2001:db8::1"))).containsExactly("acts KR AS64501");
        // only one of the databases knows it
        assertThat(places(conn(INSIDE, "198.51.100.7"))).containsExactly("acts JP -");
        assertThat(places(conn(INSIDE, "192.0.2.1"))).containsExactly("acts - -");
    }

    @Test
    void theVenueItselfIsNowhere() {
        assertThat(places(conn(INSIDE, "10.0.0.6"))).containsExactly("acts - -", "acted upon - -");
        DecodeOptions ours =
                new DecodeOptions(
                        "venue",
                        10,
                        300_000,
                        Set.of("203.0.113.0/24"),
                        Set.of(),
                        List.of(),
                        options.geography(),
                        "",
                        false);
        assertThat(places(decode(ours, String.format(CONN, OUTSIDE, "198.51.100.7"))))
                .containsExactly("acts JP -");
    }

    @Test
    void bothEndsOfOneSessionAreToldApart() {
        // neither end is known to be own: both are, and nobody is outside
        assertThat(places(conn(OUTSIDE, "198.51.100.7")))
                .containsExactly("acts - -", "acted upon - -");
    }

    @Test
    void withoutADatabaseNothingIsSaid() {
        options = DecodeOptions.defaults();
        assertThat(places(conn(INSIDE, OUTSIDE))).containsExactly("acts - -");
    }

    @Test
    void thePlaceIsNoPartOfTheEvent() {
        Interaction with = conn(INSIDE, OUTSIDE).get(0);
        options = DecodeOptions.defaults();
        Interaction without = conn(INSIDE, OUTSIDE).get(0);
        assertThat(List.of(with.idHigh(), with.idLow(), with.peer(), with.entity()))
                .isEqualTo(
                        List.of(
                                without.idHigh(),
                                without.idLow(),
                                without.peer(),
                                without.entity()));
    }

    @Test
    void sessionsOfTlsHttpAndSshHaveIt() {
        String tls =
                "{" + ENDS + "\"established\":true,\"cipher\":\"x\",\"server_name\":\"a.example\"}";
        String http = "{" + ENDS + "\"trans_depth\":1,\"method\":\"GET\",\"host\":\"a.example\"}";
        String ssh = "{" + ENDS + "\"_path\":\"ssh\",\"auth_success\":true}";
        String quic = "{" + ENDS + "\"_path\":\"quic\",\"history\":\"ISisH\"}";
        for (String record : List.of(tls, http, ssh, quic)) {
            assertThat(places(decode(options, String.format(record, INSIDE, OUTSIDE))))
                    .as(record)
                    .containsExactly("acts DE AS64500");
            assertThat(places(decode(options, String.format(record, OUTSIDE, INSIDE))))
                    .as(record)
                    .containsExactly("acted upon DE AS64500");
        }
    }

    @Test
    void ofAProxiedRequestThePlaceOfTheProxyIsNotTold() {
        String connect = "{" + ENDS + "\"trans_depth\":1,\"method\":\"CONNECT\",\"host\":\"%s\"}";
        assertThat(places(decode(options, String.format(connect, INSIDE, "198.51.100.7", "a.org"))))
                .containsExactly("acts - -");
        assertThat(places(decode(options, String.format(connect, INSIDE, "10.0.0.8", OUTSIDE))))
                .startsWith("acts DE AS64500");
    }

    @Test
    void flowsOfOthersHaveIt() {
        String eve =
                "{\"timestamp\":\"2023-11-14T22:13:20.457984+0000\",\"flow_id\":1,\"event_type\":"
                        + "\"flow\",\"src_ip\":\"10.0.0.5\",\"src_port\":5,\"dest_ip\":\"203.0.113.9\","
                        + "\"dest_port\":443,\"proto\":\"TCP\",\"flow\":{\"start\":"
                        + "\"2023-11-14T22:13:08.457984+0000\",\"state\":\"closed\"}}";
        String defender =
                "{\"Timestamp\":\"2023-11-14T22:13:20Z\",\"DeviceName\":\"pc-1\",\"ActionType\":"
                        + "\"ConnectionSuccess\",\"LocalIP\":\"10.0.0.5\",\"LocalPort\":5,\"RemoteIP\":"
                        + "\"203.0.113.9\",\"RemotePort\":443,\"RemoteUrl\":\"a.example\","
                        + "\"InitiatingProcessFileName\":\"a.exe\"}";
        String access =
                "203.0.113.9 - - [14/Nov/2023:22:13:20 +0000] \"GET /a HTTP/1.1\" 200 5 \"-\" \"x\"";
        assertThat(places(decode(options, eve))).containsExactly("acts DE AS64500");
        assertThat(places(decode(options, defender))).containsExactly("acts DE AS64500");
        assertThat(places(decode(options, access))).containsExactly("acted upon DE AS64500");
    }

    @Test
    void clientsOfServicesHaveItAndTheLogsOwnCountryWins() {
        String audit =
                "{\"CreationTime\":\"2023-11-14T22:00:00\",\"Operation\":\"FileAccessed\","
                        + "\"UserId\":\"anna@b.org\",\"ClientIP\":\"203.0.113.9\"}";
        String trail =
                "{\"eventTime\":\"2023-11-14T22:00:00Z\",\"eventSource\":\"s3.amazonaws.com\","
                        + "\"eventName\":\"GetObject\",\"sourceIPAddress\":\"203.0.113.9\","
                        + "\"userIdentity\":{\"type\":\"IAMUser\",\"arn\":\"arn:aws:iam::1:user/a\"}}";
        String signIn =
                "{\"createdDateTime\":\"2023-11-14T22:00:00Z\",\"userPrincipalName\":\"anna@b.org\","
                        + "\"appId\":\"1\",\"ipAddress\":\"203.0.113.9\"%s}";
        String own = ",\"location\":{\"countryOrRegion\":\"FR\"}";
        assertThat(places(decode(options, audit))).containsExactly("acts DE AS64500");
        assertThat(places(decode(options, trail))).containsExactly("acts DE AS64500");
        assertThat(places(decode(options, String.format(signIn, ""))))
                .containsExactly("acts DE AS64500");
        assertThat(places(decode(options, String.format(signIn, own))))
                .containsExactly("acts FR AS64500");
    }

    @Test
    void aSignInHasThePointThatItsLogOrADatabaseTells() {
        String signIn =
                "{\"createdDateTime\":\"2023-11-14T22:00:00Z\",\"userPrincipalName\":\"anna@b.org\","
                        + "\"appId\":\"1\",\"ipAddress\":\"%s\"%s}";
        String okta =
                "{\"eventType\":\"user.session.start\",\"published\":\"2023-11-14T22:00:00Z\","
                        + "\"actor\":{\"alternateId\":\"anna@b.org\"},\"client\":{\"ipAddress\":"
                        + "\"203.0.113.9\",\"geographicalContext\":{\"geolocation\":{\"lat\":-33.86,"
                        + "\"lon\":151.2}}}}";
        String told = ",\"location\":{\"geoCoordinates\":{\"latitude\":48.85,\"longitude\":-2.35}}";
        Path cities =
                GeographyDatabase.both()
                        .city("203.0.113.0/24", "DE", 52.5, 13.4, 20)
                        .writeTo(folder.resolve("city.mmdb"));
        DecodeOptions located = options.withGeography(List.of(cities.toString()));
        DecodeOptions blind = DecodeOptions.defaults();

        assertThat(point(located, String.format(signIn, OUTSIDE, ""))).isEqualTo("52.5 13.4 20.0");
        assertThat(point(located, String.format(signIn, OUTSIDE, told)))
                .isEqualTo("48.85 -2.35 50.0");
        assertThat(point(blind, String.format(signIn, OUTSIDE, told)))
                .isEqualTo("48.85 -2.35 50.0");
        assertThat(point(blind, okta)).isEqualTo("-33.86 151.2 50.0");
        assertThat(point(blind, String.format(signIn, OUTSIDE, ""))).isEqualTo("null null null");
        // who is inside is at the venue, or behind its VPN
        assertThat(point(located, String.format(signIn, INSIDE, told))).isEqualTo("null null null");
        // a flow has no use for it
        assertThat(point(located, String.format(CONN, INSIDE, OUTSIDE)))
                .isEqualTo("null null null");
    }

    private static String point(DecodeOptions options, String record) {
        Interaction it = decode(options, record).get(0);
        return it.measures().get(Measure.LATITUDE)
                + " "
                + it.measures().get(Measure.LONGITUDE)
                + " "
                + it.measures().get(Measure.RADIUS_KM);
    }

    @Test
    void mailHasThePlaceOfTheHostThatHandedItOver() {
        String mail =
                "{\"id\":\"1\",\"date\":\"2023-11-14T22:00:00+00:00\",\"from\":\"a@b.org\",\"to\":"
                        + "\"c@venue.example\",\"message_id\":\"<1>\",\"client_ip\":\"%s\",\"size\":1}";
        assertThat(places(decode(options, String.format(mail, OUTSIDE))))
                .containsExactly("acted upon DE AS64500");
        assertThat(places(decode(options, String.format(mail, INSIDE))))
                .containsExactly("acted upon - -");
    }

    @Test
    void aDecoderWhoseDatabaseIsMissingDoesNotStart() {
        DecodeOptions absent = options.withGeography(List.of("/nowhere/geo.mmdb"));
        assertThatThrownBy(() -> new FrameDecoder(absent))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("could not use the geography database /nowhere/geo.mmdb");
    }

    private List<Interaction> conn(String orig, String resp) {
        return decode(options, String.format(CONN, orig, resp));
    }

    private static List<Interaction> decode(DecodeOptions options, String record) {
        Frame frame =
                TestingDecodeOutput.frame(
                        "telemetry", 0, "", record.getBytes(StandardCharsets.UTF_8));
        return TestingDecodeOutput.decode(frame, options).interactions();
    }

    /** Role, country and system of each interaction. */
    private static List<String> places(List<Interaction> interactions) {
        assertThat(interactions).isNotEmpty();
        return interactions.stream()
                .map(
                        it ->
                                (it.acts() ? "acts " : "acted upon ")
                                        + orDash(it.attribute(Attribute.COUNTRY))
                                        + ' '
                                        + orDash(it.attribute(Attribute.ASN)))
                .toList();
    }

    private static String orDash(@Nullable String text) {
        return text == null ? "-" : text;
    }
}
