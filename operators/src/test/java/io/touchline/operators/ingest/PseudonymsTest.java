// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.touchline.operators.logs.Event;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PseudonymsTest {
    private static final String SIGN_IN =
            "{\"createdDateTime\":\"2023-11-14T22:14:00Z\",\"userPrincipalName\":"
                    + "\"Katharina.Canary@arena.example\",\"appDisplayName\":\"Mail\","
                    + "\"ipAddress\":\"198.51.100.9\",\"status\":{\"errorCode\":0},"
                    + "\"id\":\"1\",\"correlationId\":\"2\",\"clientAppUsed\":\"Browser\"}";
    private static final String AUDIT =
            "{\"CreationTime\":\"2023-11-14T22:14:00\",\"Id\":\"9\",\"Operation\":"
                    + "\"FileAccessed\",\"OrganizationId\":\"o\",\"RecordType\":6,"
                    + "\"UserKey\":\"u\",\"UserId\":\"katharina.canary@arena.example\","
                    + "\"Workload\":\"SharePoint\",\"ClientIP\":\"198.51.100.9\","
                    + "\"ObjectId\":\"https://arena-my.sharepoint.example/personal/"
                    + "katharina_canary_arena_example/Documents/a.docx\"}";

    private static final String REQUEST =
            "{\"_path\":\"http\",\"ts\":1700000000.1,\"uid\":\"C1\",\"id.orig_h\":\"10.0.0.5\","
                    + "\"id.orig_p\":4,\"id.resp_h\":\"198.51.100.7\",\"id.resp_p\":80,"
                    + "\"method\":\"GET\",\"host\":\"a.example\",\"uri\":\"/\","
                    + "\"user_agent\":\"Mozilla/5.0 (canary)\",\"status_code\":200}";

    @TempDir private Path folder;
    private Path key;

    @BeforeEach
    void makeKey() throws IOException {
        key = folder.resolve("key");
        Files.write(key, "sixteen bytes at least".getBytes(StandardCharsets.UTF_8));
    }

    private static TestingDecodeOutput decode(DecodeOptions options, String record) {
        byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
        return TestingDecodeOutput.decode(
                TestingDecodeOutput.frame("raw.saas", 0, "", bytes), options);
    }

    private static List<Event> events(DecodeOptions options, String... records) {
        return Arrays.stream(records).map(record -> decode(options, record).onlyEvent()).toList();
    }

    private List<Event> hashed(String... records) {
        return events(DecodeOptions.defaults().withHashKeyFile(key.toString()), records);
    }

    private static String account(Event event) {
        return event.interactions().stream()
                .map(Interaction::entity)
                .filter(it -> EntityKeys.isKind(it, EntityKeys.ACCOUNT))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPersonHasOneHashInEveryLogAndKeepsTheDomain() {
        List<Event> events = hashed(SIGN_IN, AUDIT);

        assertThat(account(events.get(0)))
                .isEqualTo(account(events.get(1)))
                .matches("account:venue:p-[0-9a-f]{16}@arena\\.example");
    }

    @Test
    void noNameIsLeftInWhatTheRecordBecomes() {
        assertThat(hashed(SIGN_IN, AUDIT, REQUEST).toString()).doesNotContainIgnoringCase("canary");
        assertThat(events(DecodeOptions.defaults(), REQUEST).toString()).contains("canary");
        assertThat(events(DecodeOptions.defaults(), SIGN_IN).toString()).contains("canary");
    }

    @Test
    void nothingElseChanges() {
        Interaction open = events(DecodeOptions.defaults(), SIGN_IN).get(0).interactions().get(0);
        Interaction hashed = hashed(SIGN_IN).get(0).interactions().get(0);

        assertThat(hashed)
                .usingRecursiveComparison()
                .ignoringFields("entity", "entityName", "links", "attributes")
                .isEqualTo(open);
        assertThat(hashed.attributes().keySet()).isEqualTo(open.attributes().keySet());
        assertThat(hashed.attribute(Attribute.CLIENT_NETWORK))
                .isEqualTo(open.attribute(Attribute.CLIENT_NETWORK));
    }

    @Test
    void anotherKeyOrSiteIsAnotherHash() throws IOException {
        String one = account(hashed(SIGN_IN).get(0));
        Path other = folder.resolve("other");
        Files.write(other, "another sixteen bytes".getBytes(StandardCharsets.UTF_8));
        DecodeOptions options = DecodeOptions.defaults().withHashKeyFile(other.toString());
        DecodeOptions site = DecodeOptions.defaults().withHashKeyFile(key.toString());

        assertThat(account(events(options, SIGN_IN).get(0))).isNotEqualTo(one);
        assertThat(EntityKeys.id(account(events(site.withSite("b"), SIGN_IN).get(0))))
                .isNotEqualTo(EntityKeys.id(one));
    }

    @Test
    void aDeadLetterHoldsNoRawBytes() {
        DecodeOptions options = DecodeOptions.defaults().withHashKeyFile(key.toString());
        DeadLetter letter = decode(options, "{\"canary\":1").onlyLetter();

        assertThat(letter.bytes()).isEmpty();
        assertThat(letter.detail()).doesNotContain("canary");
        assertThat(letter.coordinates()).isNotEmpty();
    }

    @Test
    void aKeyThatIsTooShortIsRefused() throws IOException {
        Files.write(key, new byte[15]);
        assertThatThrownBy(() -> hashed(SIGN_IN)).hasMessageContaining("less than 16 bytes");
    }
}
