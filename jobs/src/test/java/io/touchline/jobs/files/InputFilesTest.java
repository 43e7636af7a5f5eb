// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {
    @TempDir Path folder;

    @Test
    void filesAreFoundByNameOnceEachAndHiddenOnesSkipped() throws IOException {
        Path in = folder.resolve("in");
        Logs.write(in.resolve("b.log"), List.of());
        Logs.write(in.resolve("a/z.log"), List.of());
        Logs.write(in.resolve(".hidden"), List.of());
        Logs.write(in.resolve(".git/c.log"), List.of());
        Files.createSymbolicLink(in.resolve("a/loop"), in);
        Files.createSymbolicLink(in.resolve("again.log"), in.resolve("b.log"));
        Files.createSymbolicLink(in.resolve("dangling"), in.resolve("nothing"));

        InputFiles found =
                InputFiles.below(List.of(in, in.resolve("b.log")), folder.resolve("work"));

        assertThat(found.files())
                .extracting(InputFile::label)
                .containsExactly(in + "/a/z.log", in + "/again.log");
        assertThat(found.skipped())
                .singleElement()
                .satisfies(link -> assertThat(link.label()).isEqualTo(in + "/dangling"));
    }

    @Test
    void theFolderOfTheArchiveIsNoInput() throws IOException {
        Logs.write(folder.resolve("a.log"), List.of());
        Logs.write(folder.resolve("work/run-00000.rows"), List.of());

        assertThat(InputFiles.below(List.of(folder), folder.resolve("work")).files())
                .extracting(InputFile::label)
                .containsExactly(folder + "/a.log");
    }

    @Test
    void whatTheUserCanMendIsSaidWithACure() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));

        failure(folder.resolve("absent"))
                .hasMessage("could not read " + folder + "/absent: no such file or folder");
        failure(empty).hasMessage("could not read " + empty + ": no files in there");
    }

    @Test
    void anUnreadableFileIsNamed() throws IOException {
        Path file = Logs.write(folder.resolve("in/secret.log"), List.of());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(file)).as("root reads everything").isFalse();

        failure(folder.resolve("in")).hasMessageContaining("secret.log: it cannot be opened");
    }

    @Test
    void nothingRecognisedNamesFiveFilesAndWhy() throws IOException {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= 7; i++) {
            Path note = folder.resolve("in/note-" + i + ".txt");
            Files.createDirectories(note.getParent());
            Files.writeString(note, "dear diary, nothing happened on day " + i + "\n");
            names.add(note.getFileName().toString());
        }

        failure(folder.resolve("in"))
                .message()
                .contains(names.subList(0, 5))
                .doesNotContain(names.get(5), names.get(6))
                .endsWith("; and 2 more");
    }

    private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> failure(
            Path input) {
        return assertThatThrownBy(
                        () ->
                                SortedArchive.prepare(
                                        List.of(input),
                                        folder.resolve("work"),
                                        ArchiveOptions.defaults(),
                                        Progress.NONE))
                .asInstanceOf(InstanceOfAssertFactories.throwable(InputException.class))
                .satisfies(e -> assertThat(e.cure()).isNotBlank().doesNotContain("\n"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }
}
