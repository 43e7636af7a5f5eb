// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.touchline.jobs.files.InputException;
import io.touchline.testkit.GeographyDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir Path folder;

    @Test
    void readsNestedAndDottedKeys() throws IOException {
        Settings settings =
                Settings.read(
                        file(
                                """
                                venue:
                                  site: north-end
                                  networks: [147.32.0.0/16, 10.0.0.0/8]
                                identity.hold: 30 s
                                """));

        assertThat(settings.get(TouchlineOptions.SITE)).isEqualTo("north-end");
        assertThat(settings.detection().decode().ownNetworks())
                .containsExactlyInAnyOrder("147.32.0.0/16", "10.0.0.0/8");
        assertThat(settings.get(TouchlineOptions.IDENTITY_HOLD)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void geographyDatabasesLieBesideTheFileAndReachTheDecoder() throws IOException {
        Path country =
                GeographyDatabase.both()
                        .country("203.0.113.0/24", "DE")
                        .writeTo(folder.resolve("country.mmdb"));
        Path asn =
                GeographyDatabase.both()
                        .asn("203.0.113.0/24", 64_500)
                        .writeTo(folder.resolve("asn.mmdb"));

        Settings settings = Settings.read(file("geo.path: [country.mmdb, asn.mmdb]\n"));

        assertThat(settings.detection().decode().geography())
                .containsExactly(
                        country.toAbsolutePath().toString(), asn.toAbsolutePath().toString());
        assertThat(Settings.defaults().detection().decode().geography()).isEmpty();
    }

    @Test
    void argumentsOfAMainWinOverTheFile() throws IOException {
        Path file = file("venue: {site: arena, mail-domains: [a.example]}\n");

        Settings settings =
                Settings.parse(
                        new String[] {
                            "--venue.site", "north", "--config", file.toString(),
                        });

        assertThat(settings.get(TouchlineOptions.SITE)).isEqualTo("north");
        assertThat(settings.get(TouchlineOptions.MAIL_DOMAINS)).containsExactly("a.example");
        assertThat(Settings.parse(new String[] {}).get(TouchlineOptions.SITE)).isEqualTo("venue");
    }

    @Test
    void argumentsThatAreNoOptionsAreRefused() {
        for (String[] args :
                new String[][] {{"venue.site", "x"}, {"--venue.site"}, {"--venue.sight", "x"}}) {
            assertThatThrownBy(() -> Settings.parse(args)).isInstanceOf(InputException.class);
        }
    }

    @Test
    void anEmptyFileIsTheDefaults() throws IOException {
        assertThat(Settings.read(file("")).get(TouchlineOptions.SITE)).isEqualTo("venue");
    }

    @Test
    void namesTheNearestKeyForAnUnknownOne() throws IOException {
        Path file = file("venue.sites: x\n");

        assertThatThrownBy(() -> Settings.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("unknown key venue.sites, did you mean venue.site?");
    }

    @Test
    void tellsEveryViolationAtOnce() throws IOException {
        Path file = file("venue.site: 'a b'\nidentity.hold: 3 h\nkafka.bound: 5 min\n");

        assertThatThrownBy(() -> Settings.read(file))
                .hasMessageContaining("venue.site")
                .hasMessageContaining("identity.hold")
                .hasMessageContaining("kafka.bound");
    }

    @Test
    void refusesWhatIsNoDurationAndWhatIsNoYaml() throws IOException {
        Path noDuration = file("identity.hold: soon\n");
        assertThatThrownBy(() -> Settings.read(noDuration)).hasMessageContaining("soon");
        Path noYaml = file("venue: [unclosed\n");
        assertThatThrownBy(() -> Settings.read(noYaml)).hasMessageContaining("no YAML");
        assertThatThrownBy(() -> Settings.read(folder.resolve("absent.yaml")))
                .hasMessageContaining("no such file");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("touchline.yaml"), text);
    }
}
