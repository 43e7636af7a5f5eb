// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogsTest {
    @ParameterizedTest
    @CsvSource({
        "zeek-conn, zeek.conn",
        "touchline.zeek.dns, zeek.dns",
        "/var/log/conn.log.labeled, zeek.conn",
        "http.16:00:00-17:00:00.log.gz, zeek.http",
        "conn_top.log, zeek.conn",
        "SMB_files.log, zeek.smb_files",
        "m365.audit, m365.audit",
        "raw.zeek, ''",
        "-conn, ''",
        "zeek--conn, ''",
        "zeek-, ''",
        "..., ''",
        "'', ''"
    })
    void aNameStandsForTheLogThatItBeginsWith(String name, String log) {
        Log found = Logs.ofName(name);
        assertThat(found == null ? "" : found.name()).isEqualTo(log);
    }
}
