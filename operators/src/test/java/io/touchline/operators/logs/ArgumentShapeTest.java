// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentShapeTest {
    private static final String WINDOWS = "C:\\x.exe";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x.exe /c dir                      | /c word~4",
                "x.exe /create /tn job             | /c~8 /t~2 word~4",
                "x.exe --user anna --key=abc       | --user word~4 --key=word~4",
                "x.exe \"C:\\a b\\run.PS1\"        | .ps1",
                "x.exe 10.0.0.1 443 0badcafe       | address~8 number~4 hex~8",
                "x.exe https://a.example/?t=secret | url~32",
                "x.exe                             | ''",
            })
    void flagsAndKindsOfValuesStay(String line, String shape) {
        assertThat(ArgumentShape.ofLine(line, "x.exe").shape()).isEqualTo(shape);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-kHunter",
                "-pHunter",
                "-password:Hunter",
                "/pHunter",
                "/user:Hunter",
                "--token=Hunter",
                "--token Hunter",
                "-k=Hunter",
                "-k7Hunter",
                "Hunter",
            })
    void noValueEverStays(String arguments) {
        for (String image : new String[] {WINDOWS, "/bin/x"}) {
            ArgumentShape shape = ArgumentShape.ofLine(image + " " + arguments, image);
            assertThat(shape.shape().toLowerCase(java.util.Locale.ROOT)).doesNotContain("hunter");
            assertThat(shape.shape()).isNotEmpty();
        }
    }

    @Test
    void sixteenArgumentsMakeTheShapeAndAllAreCounted() {
        ArgumentShape shape = ArgumentShape.ofLine("x.exe" + " -a".repeat(40), "x.exe");
        assertThat(shape.shape()).isEqualTo("-a".concat(" -a".repeat(15)));
        assertThat(shape.arguments()).isEqualTo(40);
    }
}
