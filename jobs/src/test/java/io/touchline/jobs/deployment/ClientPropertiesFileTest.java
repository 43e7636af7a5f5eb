// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client properties of the manifests, as a client of Kafka takes them. */
class ClientPropertiesFileTest {
    private static final String JAAS =
            "org.apache.kafka.common.security.scram.ScramLoginModule required"
                    + " username=\"touchline-detection\" password=\"a1B2c3D4e5F6\";";

    @TempDir Path folder;

    @Test
    void theSecretOfAUserBecomesItsLogin() throws IOException {
        // as the User Operator writes it
        Files.writeString(folder.resolve("sasl.jaas.config"), JAAS);
        Properties file = new Properties();
        file.load(
                new StringReader(
                        Files.readString(Documents.ROOT.resolve("k8s/base/client.properties"))
                                .replace("/opt/kafka-user", folder.toString())));
        Map<String, Object> values =
                file.stringPropertyNames().stream()
                        .collect(Collectors.toMap(key -> key, file::getProperty));
        values.put("bootstrap.servers", "localhost:9093");

        AdminClientConfig client = new AdminClientConfig(values);

        assertThat(client.getPassword("sasl.jaas.config")).isEqualTo(new Password(JAAS));
        assertThat(client.getString("security.protocol")).isEqualTo("SASL_SSL");
    }

    @Test
    void everyMountThatItReadsFromIsThere() throws IOException {
        for (String job : new String[] {"detection", "correlation"}) {
            String deployment =
                    Files.readString(Documents.ROOT.resolve("k8s/base/" + job + ".yaml"));
            assertThat(deployment)
                    .contains("mountPath: /opt/kafka-user,", "mountPath: /opt/kafka-ca,")
                    .contains("secretName: touchline-" + job + "}");
        }
    }
}
