// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.touchline.jobs.files.InputException;
import io.touchline.jobs.options.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientPropertiesTest {
    private static final String CANARY = "canary-4711";
    private static final String SECURITY = "org.apache.kafka.common.security.";

    @TempDir Path folder;

    @Test
    void everyKeyForTlsAndSaslReachesTheClient() throws IOException {
        Properties client = new Properties();
        of("""
                security.protocol=SASL_SSL
                sasl.mechanism=SCRAM-SHA-512
                sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \\
                    username="touchline" password="canary-4711";
                sasl.login.refresh.window.factor=0.8
                ssl.truststore.location=/etc/touchline/trust.p12
                ssl.truststore.password=canary-4711
                ssl.keystore.location=/etc/touchline/key.p12
                ssl.keystore.password=canary-4711
                ssl.key.password=canary-4711
                ssl.endpoint.identification.algorithm=https
                config.providers=file
                config.providers.file.class=org.apache.kafka.common.config.provider.FileConfigProvider
                """)
                .addTo(client);

        assertThat(client).hasSize(12).containsEntry("ssl.key.password", CANARY);
    }

    @Test
    void withoutAFileThereIsNothingToAdd() {
        Properties client = new Properties();
        ClientProperties.of(Settings.defaults()).addTo(client);
        assertThat(client).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bootstrap.servers",
                "interceptor.classes",
                "metric.reporters",
                "sasl.client.callback.handler.class",
                "sasl.login.class",
                "sasl.login.callback.handler.class",
                "sasl.oauthbearer.token.endpoint.url",
                "key.deserializer",
                "config.providers.vault.class",
                "ssl.engine.factory.class",
                "security.providers",
                "sasl.login" // no family without a member
            })
    void anyOtherKeyIsRefusedByNameNeverByValue(String key) {
        refuses(key + "=" + CANARY, key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.sun.security.auth.module.JndiLoginModule required password=\"canary-4711\";",
                SECURITY + "oauthbearer.OAuthBearerLoginModule required ;",
                "com.sun.security.auth.module.Krb5LoginModule required keyTab=\"canary-4711\";",
                "canary-4711",
                "",
                "${file:/etc/canary-4711:jaas}",
                SECURITY
                        + "plain.PlainLoginModule required password=\"canary-4711\";"
                        + " com.sun.security.auth.module.LdapLoginModule required;",
                "/* " + SECURITY + "plain.PlainLoginModule */ evil.Module required;",
                "'" + SECURITY + "plain.PlainLoginModule' required;;\nevil.Module required;"
            })
    void anyOtherLoginModuleIsRefused(String jaas) {
        refuses("sasl.jaas.config=" + jaas.replace("\n", "\\n"), "sasl.jaas.config");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SECURITY
                        + "scram.ScramLoginModule required username=\"a;b\" password=\"c\\\"; d\";",
                SECURITY + "plain.PlainLoginModule required password=\"${file:/etc/s:p}\";"
            })
    void thoseWithAPasswordAreAllowedWithWhateverPassword(String jaas) throws IOException {
        Properties client = new Properties();
        of("sasl.jaas.config=" + jaas.replace("\\", "\\\\")).addTo(client);
        assertThat(client.getProperty("sasl.jaas.config")).isEqualTo(jaas);
    }

    @Test
    void aProviderOfAnotherClassIsRefused() {
        refuses("config.providers.file.class=" + CANARY, "config.providers.file.class");
        refuses("config.providers.env.class=evil.Provider", "config.providers.env.class");
    }

    @Test
    void noFileAndNoPropertiesAreRefusedWithACure() throws IOException {
        Settings none = settings("absent.properties");
        assertThatThrownBy(() -> ClientProperties.of(none))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no such file");
        refuses("sasl.jaas.config=\\uZZZZ" + CANARY, "no Java properties file");
    }

    @Test
    void itsTextHoldsKeysAlone() throws IOException {
        assertThat(of("ssl.key.password=" + CANARY))
                .hasToString("ClientProperties[ssl.key.password]");
    }

    private void refuses(String text, String fact) {
        assertThatThrownBy(() -> of(text))
                .isInstanceOfSatisfying(
                        InputException.class,
                        e -> {
                            assertThat(e.cure()).isNotBlank().doesNotContain(CANARY);
                            assertThat(e).hasMessageContaining(fact);
                            assertThat(e.getMessage()).doesNotContain(CANARY);
                        });
    }

    private ClientProperties of(String text) throws IOException {
        Files.writeString(folder.resolve("client.properties"), text);
        return ClientProperties.of(settings("client.properties"));
    }

    private Settings settings(String file) throws IOException {
        return Settings.read(
                Files.writeString(
                        folder.resolve("touchline.yaml"), "kafka.client-properties: " + file));
    }
}
