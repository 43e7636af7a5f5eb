// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveManifestTest {
    @TempDir Path folder;

    @Test
    void anUnchangedInputIsNotSortedAgainAndAChangedOneIs() throws IOException {
        Path file = Logs.write(folder.resolve("in/a.log"), Logs.rows(50));
        ArchiveManifest first = prepare(ArchiveOptions.defaults(), "work");
        Path run = folder.resolve("work").resolve(first.runs().get(0).file());
        FileTime written = Files.getLastModifiedTime(run);

        assertThat(prepare(ArchiveOptions.defaults(), "work")).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(run)).isEqualTo(written);

        Logs.write(file, Logs.rows(51));
        ArchiveManifest second = prepare(ArchiveOptions.defaults(), "work");
        assertThat(second.rows()).isEqualTo(51);
        assertThat(second.contentId()).isNotEqualTo(first.contentId());

        Files.delete(folder.resolve("work").resolve(second.runs().get(0).file()));
        assertThatThrownBy(() -> ArchiveManifest.open(folder.resolve("work")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("it is missing");
        assertThat(prepare(ArchiveOptions.defaults(), "work")).isEqualTo(second);
        assertThat(ArchiveManifest.open(folder.resolve("work"))).isEqualTo(second);
    }

    @Test
    void aChangedRunFailsLoudly() throws IOException {
        Logs.write(folder.resolve("in/a.log"), Logs.rows(50));
        ArchiveManifest manifest = prepare(ArchiveOptions.defaults(), "work");
        Path run = folder.resolve("work").resolve(manifest.runs().get(0).file());
        byte[] bytes = Files.readAllBytes(run);
        bytes[bytes.length - 3] ^= 1;
        Files.write(run, bytes);

        assertThatThrownBy(() -> Logs.read(manifest))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("its content changed");

        Files.write(run, new byte[] {1});
        assertThatThrownBy(() -> ArchiveManifest.open(folder.resolve("work")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("its size changed");
    }

    private ArchiveManifest prepare(ArchiveOptions options, String work) throws IOException {
        return SortedArchive.prepare(
                List.of(folder.resolve("in")), folder.resolve(work), options, Progress.NONE);
    }
}
