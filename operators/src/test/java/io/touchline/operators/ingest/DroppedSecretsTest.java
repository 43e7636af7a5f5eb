// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.logs.Event;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a record says that opens something is gone once it is decoded, key or no key. */
class DroppedSecretsTest {
    private static final String SECRET = "opensesame";
    private static final String ENDS =
            "\"ts\":1700000000.1,\"uid\":\"C1\",\"id.orig_h\":\"10.0.0.5\",\"id.orig_p\":4,"
                    + "\"id.resp_h\":\"198.51.100.7\",\"id.resp_p\":80,";

    static Stream<String> records() {
        return Stream.of(
                "{\"_path\":\"http\","
                        + ENDS
                        + "\"method\":\"GET\",\"host\":\"a.example\",\"uri\":\"/a?token=opensesame\","
                        + "\"referrer\":\"https://b.example/?sid=opensesame\","
                        + "\"username\":\"ann\",\"password\":\"opensesame\",\"status_code\":200}",
                "{\"_path\":\"bacnet_device_control\","
                        + ENDS
                        + "\"is_orig\":true,\"invoke_id\":1,\"pdu_service\":"
                        + "\"reinitialize_device\",\"time_duration\":1,\"device_state\":\"x\","
                        + "\"password\":\"opensesame\",\"result\":\"Success\"}",
                "198.51.100.9 - - [14/Nov/2023:22:14:00 +0000]"
                        + " \"GET /login?password=opensesame&t=Bearer%20opensesame HTTP/1.1\" 200 5"
                        + " \"https://a.example/?token=opensesame\" \"Mozilla/5.0\"",
                "{\"EventID\":1,\"Channel\":\"Microsoft-Windows-Sysmon/Operational\","
                        + "\"UtcTime\":\"2023-11-14 22:14:00.000\",\"Computer\":\"pc\","
                        + "\"ProcessGuid\":\"{1}\",\"Image\":\"C:\\\\a\\\\net.exe\","
                        + "\"ParentImage\":\"C:\\\\a\\\\cmd.exe\",\"User\":\"A\\\\ann\","
                        + "\"CommandLine\":\"net use \\\\\\\\srv /user:ann opensesame\"}");
    }

    @ParameterizedTest
    @MethodSource("records")
    void noSecretSurvives(String record) {
        byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
        Event event =
                TestingDecodeOutput.decode(TestingDecodeOutput.frame("web-access", 0, "", bytes))
                        .onlyEvent();

        assertThat(event.toString()).doesNotContainIgnoringCase(SECRET);
    }
}
