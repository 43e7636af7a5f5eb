// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.touchline.operators.telemetry.DeadLetterReason;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.Channel;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.Zone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What requests become that web servers and what stands before them write down. */
class AccessInteractionsTest {
    private static final long T0 = 1_700_000_000_000L; // 2023-11-14T22:13:20Z

    private static final String TIME = "[14/Nov/2023:23:13:20 +0100]";

    private static final String COMBINED =
            "203.0.113.7 - - "
                    + TIME
                    + " \"GET /shop/4711/cart.php?token=s3cret HTTP/1.1\" 404 512"
                    + " \"https://venue.example/in?x=y\" \"Mozilla/5.0 Firefox/119.0\"";

    private static final String BALANCER =
            "https 2023-11-14T22:13:22.500000Z app/tickets/50dc6c495c0c9188 203.0.113.7:2817"
                    + " 10.0.0.66:9010 0.001 1.048 0.002 200 200 391 57"
                    + " \"GET https://tickets.venue.example:443/seats?row=5 HTTP/1.1\""
                    + " \"curl/8.4.0\" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2"
                    + " arn:aws:elasticloadbalancing:eu-north-1:123456789012:targetgroup/t/7"
                    + " \"Root=1-58337364-23a8c76965a2ef7629b185e3\" \"tickets.venue.example\""
                    + " \"session-reused\" 1 2023-11-14T22:13:20.000000Z \"forward\" \"-\" \"-\""
                    + " \"10.0.0.66:9010\" \"200\" \"-\" \"-\" more \"columns to come\"";

    private static final String CLASSIC =
            "2023-11-14T22:13:20.000000Z old-balancer 203.0.113.7:2817 10.0.0.1:80 0.000073"
                    + " 0.001048 0.000057 200 200 0 29 \"GET http://venue.example:80/ HTTP/1.1\""
                    + " \"curl/7.38.0\" - -";

    private static final String NETWORK =
            "tls 2.0 2023-11-14T22:13:25 net/turnstiles/c6e77e28c25b2234 g3d4b5e8bb8464cd"
                    + " 203.0.113.7:51341 10.0.0.2:443 5000 2 98 246 - arn:aws:acm:x - ECDHE tlsv12"
                    + " - gates.venue.example h2 h2 \"h2\" 2023-11-14T22:13:20";

    private static final String FRONT_DOOR =
            """
            {"time":"2023-11-14T22:13:20Z","category":"FrontDoorAccessLog",
             "operationName":"Microsoft.Cdn/Profiles/AccessLog/Write","resourceId":"/S/P/SHOP",
             "properties":{"trackingReference":"r-1","httpMethod":"POST","httpVersion":"2.0",
             "requestUri":"https://shop.venue.example:443/buy?card=4111","hostName":"shop.venue.example",
             "requestBytes":"1200","responseBytes":"345","userAgent":"Mozilla/5.0 Chrome/119.0",
             "clientIp":"203.0.113.7","clientPort":"50123","socketIp":"203.0.113.7",
             "timeTaken":"0.250","httpStatusCode":"403"}}""";

    private static final String GATEWAY =
            """
            {"timeStamp":"2023-11-14T22:13:20+00:00","category":"ApplicationGatewayAccessLog",
             "resourceId":"/SUBSCRIPTIONS/S/PROVIDERS/MICROSOFT.NETWORK/APPLICATIONGATEWAYS/FRONT",
             "operationName":"ApplicationGatewayAccess","properties":{"clientIP":"203.0.113.7",
             "clientPort":45057,"httpMethod":"GET","requestUri":"/a/b.html","requestQuery":"id=1",
             "userAgent":"Mozilla/5.0 Firefox/119.0","httpStatus":200,"receivedBytes":184,
             "sentBytes":466,"timeTaken":0.034,"transactionId":"t-1",
             "originalHost":"20.110.30.194","host":"20.110.30.194"}}""";

    @TempDir private Path folder;

    @Test
    void accessIsSeenFromTheServer() {
        Interaction it = only(COMBINED);
        assertThat(it.source()).isEqualTo("web.access");
        assertThat(it.channel()).isEqualTo(Channel.ENDPOINT);
        assertThat(it.action()).isEqualTo(Action.REQUEST);
        assertThat(it.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(it.when()).isEqualTo(T0);
        assertThat(it.acts()).isFalse();
        assertThat(it.entity()).isEqualTo("host:venue:web");
        assertThat(it.peer()).isEqualTo("client:venue:203.0.113.7");
        assertThat(it.zoneEntity()).isEqualTo(Zone.DMZ);
        assertThat(it.zonePeer()).isEqualTo(Zone.INTERNET);
        assertThat(it.measures()).containsOnly(entry(Measure.BYTES_OUT, 512.0));
        assertThat(it.attributes())
                .containsOnly(
                        entry(Attribute.METHOD, "GET"),
                        entry(Attribute.PATH_SHAPE, "/word/number/file.php"),
                        entry(Attribute.STATUS_CLASS, "4xx"),
                        entry(Attribute.USER_AGENT_FAMILY, "firefox"));
        assertThat(it.toString()).doesNotContain("s3cret");
    }

    @Test
    void ownClientIsAnAddressToResolve() {
        Interaction it = only(COMBINED.replace("203.0.113.7", "10.0.0.5"));
        assertThat(it.peer()).isEqualTo("address:venue:10.0.0.5");
        assertThat(it.zonePeer()).isEqualTo(Zone.CORPORATE);
    }

    @Test
    void commonLineAndVirtualHostAreRead() {
        String common = COMBINED.substring(0, COMBINED.indexOf(" \"https"));
        assertThat(only(common).attributes())
                .containsEntry(Attribute.STATUS_CLASS, "4xx")
                .doesNotContainKey(Attribute.USER_AGENT_FAMILY);
        Interaction hosted = only("Shop.Venue.example:443 " + COMBINED);
        assertThat(hosted.entity()).isEqualTo("host:venue:shop.venue.example");
        assertThat(hosted.peer()).isEqualTo("client:venue:203.0.113.7");
        // a name that the server made of the address; a user with a space in it
        assertThat(only("pc.isp.example" + common.substring(11)).peer())
                .isEqualTo("external:venue:isp.example");
        assertThat(only(common.replace("- - [", "- a b c [")).peer())
                .isEqualTo("client:venue:203.0.113.7");
        assertThat(only(common + " rt=0.123 \"203.0.113.9\"").entity()).isEqualTo("host:venue:web");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"\\x16\\x03\\x01\" 400 0",
                "\"-\" 408 -",
                "\"\" 400 0",
                "\"get /etc/passwd\" 400 0",
            })
    void requestThatIsNoneHasNoMethod(String reply) {
        Interaction it = only("203.0.113.7 - - " + TIME + " " + reply + " \"-\" \"-\"");
        assertThat(it.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(it.attributes()).containsOnly(entry(Attribute.STATUS_CLASS, "4xx"));
    }

    /** What a client sends must not pass for the rest of the line. */
    @Test
    void quotesInsideAreNotTheEnd() {
        String agent = "x\\\" 200 1 \\\"-\\\\";
        Interaction it = only(COMBINED.replace("Mozilla/5.0 Firefox/119.0", agent) + " \"tail\"");
        assertThat(it.attributes())
                .containsEntry(Attribute.STATUS_CLASS, "4xx")
                .containsEntry(Attribute.USER_AGENT_FAMILY, "x\"");
        String user = "a [01/Jan/2020:00:00:00 +0000";
        Interaction named = only(COMBINED.replace("- - [", "- " + user + " ["));
        assertThat(named.when()).isEqualTo(T0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.7 - - [14/Nov/2023:22:13:20] \"GET / HTTP/1.1\" 200 1",
                "203.0.113.7 - - [14/Foo/2023:22:13:20 +0000] \"GET / HTTP/1.1\" 200 1",
                "203.0.113.7 - [14/Nov/2023:22:13:20 +0000] \"GET / HTTP/1.1\" 200 1",
                "203.0.113.7 - - [14/Nov/2023:22:13:20 +0000] \"GET / HTTP/1.1 200 1",
                "203.0.113.7 - - [14/Nov/2023:22:13:20 +0000] \"GET / HTTP/1.1\" ok 1",
                "Nov 14 22:13:20 prog: [14/Nov/2023:22:13:20 +0000] \"GET / HTTP/1.1\" 200 1",
                "a\tb - - [14/Nov/2023:22:13:20 +0000] \"GET / HTTP/1.1\" 200 1",
                "https 2023-11-14T22:13:22Z app/x/y not-a-client 10.0.0.1:80 0 0 0 200 200 1 2 \"-\"",
                "2023-11-14T22:13:22Z a b c d e f g h i j k l m n",
                "tls 2.0 2023-11-14T22:13:25 net/a/b c 203.0.113.7:5"
            })
    void anyOtherLineIsNoAccess(String line) {
        assertThat(TestingDecodeOutput.live(line).onlyLetter().reason())
                .isEqualTo(DeadLetterReason.UNKNOWN_LOG);
    }

    @Test
    void timeThatCannotBeIsRefused() {
        String line = COMBINED.replace("14/Nov/2023", "31/Nov/2023");
        DeadLetter letter = TestingDecodeOutput.live(line).onlyLetter();
        assertThat(letter.source()).isEqualTo("web.access");
        assertThat(letter.reason()).isEqualTo(DeadLetterReason.BAD_TIME);
    }

    @Test
    void balancerIsTheServer() {
        Interaction it = only(BALANCER);
        assertThat(it.source()).isEqualTo("aws.alb");
        assertThat(it.channel()).isEqualTo(Channel.CLOUD);
        assertThat(it.when()).isEqualTo(T0);
        assertThat(it.until()).isEqualTo(T0 + 1_051);
        assertThat(it.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(it.acts()).isFalse();
        assertThat(it.entity()).isEqualTo("host:venue:tickets");
        assertThat(it.peer()).isEqualTo("client:venue:203.0.113.7");
        assertThat(it.zoneEntity()).isEqualTo(Zone.DMZ);
        assertThat(it.measures())
                .containsOnly(
                        entry(Measure.BYTES_OUT, 57.0),
                        entry(Measure.BYTES_IN, 391.0),
                        entry(Measure.DURATION_MILLIS, 1_051.0));
        assertThat(it.attributes())
                .containsOnly(
                        entry(Attribute.METHOD, "GET"),
                        entry(Attribute.PATH_SHAPE, "/word"),
                        entry(Attribute.STATUS_CLASS, "2xx"),
                        entry(Attribute.USER_AGENT_FAMILY, "curl"));
        assertThat(it.toString()).doesNotContain("row=5");
    }

    /** A target that was never reached leaves -1 for its times, its status and its bytes. */
    @Test
    void whatDidNotHappenIsAbsent() {
        Interaction it =
                only(BALANCER.replace("0.001 1.048 0.002 200 200 391 57", "-1 -1 -1 460 - -1 -1"));
        assertThat(it.measures()).isEmpty();
        assertThat(it.outcome()).isEqualTo(Outcome.FAILURE);
    }

    @Test
    void classicAndNetworkBalancersAreRead() {
        Interaction classic = only(CLASSIC);
        assertThat(classic.source()).isEqualTo("aws.alb");
        assertThat(classic.when()).isEqualTo(T0);
        assertThat(classic.entity()).isEqualTo("host:venue:old-balancer");
        assertThat(classic.measures())
                .containsEntry(Measure.BYTES_OUT, 29.0)
                .containsEntry(Measure.DURATION_MILLIS, 1.178);
        assertThat(classic.attributes()).containsEntry(Attribute.PATH_SHAPE, "/");
        Interaction network = only(NETWORK);
        assertThat(network.source()).isEqualTo("aws.alb");
        assertThat(network.when()).isEqualTo(T0);
        assertThat(network.entity()).isEqualTo("host:venue:turnstiles");
        assertThat(network.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(network.measures())
                .containsOnly(
                        entry(Measure.BYTES_OUT, 246.0),
                        entry(Measure.BYTES_IN, 98.0),
                        entry(Measure.DURATION_MILLIS, 5_000.0));
        assertThat(network.attributes()).isEmpty();
    }

    @Test
    void frontDoorIsTheSiteThatWasAskedFor() {
        Interaction it = only(FRONT_DOOR);
        assertThat(it.source()).isEqualTo("azure.front-door");
        assertThat(it.channel()).isEqualTo(Channel.CLOUD);
        assertThat(it.when()).isEqualTo(T0);
        assertThat(it.entity()).isEqualTo("host:venue:shop.venue.example");
        assertThat(it.peer()).isEqualTo("client:venue:203.0.113.7");
        assertThat(it.outcome()).isEqualTo(Outcome.DENIED);
        assertThat(it.measures())
                .containsOnly(
                        entry(Measure.BYTES_OUT, 345.0),
                        entry(Measure.BYTES_IN, 1_200.0),
                        entry(Measure.DURATION_MILLIS, 250.0));
        assertThat(it.attributes())
                .containsOnly(
                        entry(Attribute.METHOD, "POST"),
                        entry(Attribute.PATH_SHAPE, "/word"),
                        entry(Attribute.STATUS_CLASS, "4xx"),
                        entry(Attribute.USER_AGENT_FAMILY, "chrome"));
        assertThat(it.toString()).doesNotContain("4111");
    }

    @Test
    void gatewayAskedByItsAddressIsItself() {
        Interaction it = only(GATEWAY);
        assertThat(it.source()).isEqualTo("azure.application-gateway");
        assertThat(it.when()).isEqualTo(T0);
        assertThat(it.entity()).isEqualTo("host:venue:front");
        assertThat(it.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(it.measures())
                .containsOnly(
                        entry(Measure.BYTES_OUT, 466.0),
                        entry(Measure.BYTES_IN, 184.0),
                        entry(Measure.DURATION_MILLIS, 34.0));
        assertThat(it.attributes()).containsEntry(Attribute.PATH_SHAPE, "/word/file.html");
        String named =
                GATEWAY.replace(
                        "\"originalHost\":\"20.110.30.194\"", "\"originalHost\":\"WWW.a.example\"");
        assertThat(only(named).entity()).isEqualTo("host:venue:www.a.example");
        // the first generation numbers no transaction and counts milliseconds
        String first = GATEWAY.replace("\"transactionId\":\"t-1\",", "").replace("0.034", "34");
        assertThat(only(first).measures()).containsEntry(Measure.DURATION_MILLIS, 34.0);
    }

    @Test
    void batchAndPascalCaseAreRead() {
        for (String record : List.of(FRONT_DOOR, GATEWAY)) {
            Interaction bare = only(record);
            assertThat(only("{\"records\":[" + record + "]}").idHigh()).isEqualTo(bare.idHigh());
            String flat =
                    record.substring(record.indexOf("\"properties\":") + 13, record.length() - 1)
                            .replace("{\"", "{\"TimeGenerated\":\"2023-11-14T22:13:20Z\",\"")
                            .replace("\"httpMethod\"", "\"HttpMethod\"")
                            .replace("\"requestUri\"", "\"RequestUri\"")
                            .replace("\"clientI", "\"ClientI");
            assertThat(only(flat).source()).isEqualTo(bare.source());
        }
    }

    /** The machine that shipped a line is its server; a virtual host in the line comes first. */
    @Test
    void shippedLineBelongsToTheMachineThatShippedIt() {
        String quoted = COMBINED.replace("\"", "\\\"");
        String beats =
                "{\"@timestamp\":\"2023-11-14T22:14:00Z\",\"host\":{\"name\":\"WWW1.venue.example\"},"
                        + "\"log\":{\"file\":{\"path\":\"/var/log/nginx/access.log\"}},\"message\":\"";
        assertThat(only(beats + quoted + "\"}").entity()).isEqualTo("host:venue:www1");
        assertThat(only(beats + "shop.venue.example " + quoted + "\"}").entity())
                .isEqualTo("host:venue:shop.venue.example");
        String own = beats.replace("WWW1.venue.example", "10.0.0.9");
        assertThat(only(own + quoted + "\"}").entity()).isEqualTo("address:venue:10.0.0.9");
        String text = "{\"schema\":{\"type\":\"string\"},\"payload\":\"" + quoted + "\"}";
        assertThat(only(text).entity()).isEqualTo("host:venue:web");
    }

    @ParameterizedTest
    @CsvSource({
        "access.log, web",
        "access.log.1, web",
        "access_log-20231114, web",
        "ssl_access.log, web",
        "other_vhosts_access.log, web",
        "shop.venue.example-access.log.2.gz, shop.venue.example",
        "tickets.access.log, tickets",
        "portal.log, portal"
    })
    void fileNamesItsServer(String name, String server) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, COMBINED + "\n\n" + COMBINED.replace("404", "200") + "\nbroken\n");
        List<Interaction> all = new ArrayList<>();
        List<DeadLetter> letters = new ArrayList<>();
        try (FileFramer framer = FileFramer.open(file, name)) {
            assertThat(framer.recognition().log()).isEqualTo("web.access");
            for (FileFramer.RawRecord raw = framer.next(); raw != null; raw = framer.next()) {
                long written = WriteTime.ofFile(raw.format(), raw.bytes());
                TestingDecodeOutput out =
                        TestingDecodeOutput.decode(
                                new Frame(
                                        "logs/" + name,
                                        -1,
                                        raw.line(),
                                        written,
                                        raw.format(),
                                        raw.bytes(),
                                        false));
                out.events.forEach(event -> all.addAll(event.interactions()));
                letters.addAll(out.letters);
            }
        }
        assertThat(all)
                .extracting(Interaction::entity)
                .containsExactly("host:venue:" + server, "host:venue:" + server);
        assertThat(all).extracting(Interaction::writeTime).containsOnly(T0);
        assertThat(letters)
                .extracting(DeadLetter::reason)
                .containsExactly(DeadLetterReason.MALFORMED);
    }

    @Test
    void fileOfABalancerIsRecognised() throws IOException {
        for (String line : List.of(BALANCER, CLASSIC, NETWORK)) {
            Path file = folder.resolve("part.log");
            Files.writeString(file, line + "\n");
            try (FileFramer framer = FileFramer.open(file, "part.log")) {
                assertThat(framer.recognition().log()).isEqualTo("aws.alb");
            }
        }
        byte[] bytes = BALANCER.getBytes(StandardCharsets.UTF_8);
        // written when the answer was sent, not when the request came
        assertThat(WriteTime.ofFile(FileFormat.lines("aws.alb", List.of()).encode(), bytes))
                .isEqualTo(T0 + 2_500);
    }

    @Test
    void whatALogMustHaveIsNamed() {
        refused(FRONT_DOOR.replace("clientIp", "x"), DeadLetterReason.MISSING_FIELD);
        refused(FRONT_DOOR.replace("\"time\"", "\"x\""), DeadLetterReason.NO_TIME);
        refused(GATEWAY.replace("\"203.0.113.7\"", "{}"), DeadLetterReason.MISSING_FIELD);
        refused(GATEWAY.replace("+00:00", "later"), DeadLetterReason.BAD_TIME);
    }

    @Test
    void hugeAndHostileTextIsCut() {
        String huge = "\u202e" + "/x".repeat(200_000);
        Interaction it = only(COMBINED.replace("/shop/", huge).replace("Mozilla/5.0", huge));
        assertThat(it.attributes().get(Attribute.PATH_SHAPE).length()).isLessThan(129);
        assertThat(it.attributes().get(Attribute.USER_AGENT_FAMILY).length()).isLessThan(33);
        Interaction host = only("h".repeat(100_000) + ".example " + COMBINED);
        assertThat(host.entity().length()).isLessThan(300);
    }

    private static void refused(String record, DeadLetterReason reason) {
        assertThat(TestingDecodeOutput.live(record).onlyLetter().reason()).isEqualTo(reason);
    }

    private static Interaction only(String record) {
        List<Interaction> all = TestingDecodeOutput.live(record).interactions();
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
