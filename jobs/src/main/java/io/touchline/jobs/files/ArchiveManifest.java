// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sorted archive holds; {@code manifest.json} in its folder. Kept while a job reads it.
 *
 * @param version of this layout
 * @param madeBy version of Touchline: another one prepares afresh
 * @param declared the declared sources it was sorted with
 * @param directory folder of the manifest and its runs
 * @param contentId 16 hex digits: equal for equal records in equally placed files, whatever the
 *     options; a restored job refuses another one
 * @param inputs every file that was looked at
 * @param files those whose records are in here
 * @param notRead those that were left alone
 * @param brokenFiles those of {@code files} that broke off, and those that could not be opened:
 *     each is to become one dead letter
 * @param formats encoded formats the rows refer to
 * @param runs sorted runs in the order of their first time
 * @param rows records
 * @param first least write time; 0 without rows
 * @param last largest write time; 0 without rows
 */
public record ArchiveManifest(
        int version,
        String madeBy,
        String declared,
        String directory,
        String contentId,
        List<InputFile> inputs,
        List<ArchivedFile> files,
        List<NotRead> notRead,
        List<BrokenFile> brokenFiles,
        List<String> formats,
        List<Run> runs,
        long rows,
        long first,
        long last) {
    static final String FILE_NAME = "manifest.json";
    static final int VERSION = 2;

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * Opens the archive in a folder and checks that every run is there in its size; what a run
     * holds is checked when it is read to its end.
     *
     * @throws InputException no archive, one of another version, or a run missing or changed
     */
    public static ArchiveManifest open(Path directory) {
        ArchiveManifest manifest = find(directory);
        if (manifest == null) {
            throw new InputException(
                    "could not open the sorted archive " + directory + ": no usable manifest.json",
                    "prepare it again from the files");
        }
        for (Run run : manifest.runs) {
            RunReader.verify(directory.resolve(run.file()), run);
        }
        return manifest;
    }

    /** The manifest in a folder if there is one of this layout; runs are not checked. */
    static @Nullable ArchiveManifest find(Path directory) {
        Path file = directory.resolve(FILE_NAME);
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try {
            ArchiveManifest read = JSON.readValue(file.toFile(), ArchiveManifest.class);
            return read.version == VERSION ? read.in(directory) : null;
        } catch (JsonProcessingException e) {
            return null;
        } catch (IOException e) {
            throw new InputException(
                    "could not open the sorted archive " + file + ": " + e.getMessage(),
                    "give this user the right to read it, or prepare it elsewhere");
        }
    }

    /** Whether preparing these files now would give this archive. */
    boolean isOf(List<InputFile> found, String declaredNow) {
        return madeBy.equals(touchlineVersion())
                && declared.equals(declaredNow)
                && inputs.equals(found);
    }

    /** Replaces the manifest in its folder at once: it is never seen half written. */
    void write() throws IOException {
        Path directory = Path.of(this.directory);
        Path draft = directory.resolve(FILE_NAME + ".draft");
        JSON.writeValue(draft.toFile(), this);
        Files.move(
                draft,
                directory.resolve(FILE_NAME),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    static String touchlineVersion() {
        String version = ArchiveManifest.class.getPackage().getImplementationVersion();
        return version == null ? "unreleased" : version;
    }

    private ArchiveManifest in(Path where) {
        return new ArchiveManifest(
                version,
                madeBy,
                declared,
                where.toString(),
                contentId,
                inputs,
                files,
                notRead,
                brokenFiles,
                formats,
                runs,
                rows,
                first,
                last);
    }
}
