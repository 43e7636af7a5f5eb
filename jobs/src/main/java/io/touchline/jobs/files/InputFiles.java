// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files below the given paths: in the order of the paths, by name within a folder, each real
 * path once. Names that start with a dot are skipped below a given path, not at it. Links are
 * followed; a folder is entered once, so loops end.
 */
final class InputFiles {
    private final List<Found> files = new ArrayList<>();
    private final List<NotRead> skipped = new ArrayList<>();
    private final Set<Path> seen = new HashSet<>();

    /**
     * A file to read.
     *
     * @param path for opening: unlike a name it is exact in every locale
     */
    record Found(InputFile file, Path path) {}

    private InputFiles() {}

    /**
     * Walks all inputs.
     *
     * @param except folder that is not entered: where the archive goes
     * @throws InputException no such path, something unreadable, or no file at all
     */
    static InputFiles below(List<Path> inputs, Path except) throws IOException {
        InputFiles found = new InputFiles();
        if (Files.exists(except)) {
            found.seen.add(except.toRealPath());
        }
        for (Path input : inputs) {
            if (!Files.exists(input)) {
                throw new InputException(
                        "could not read " + label(input) + ": no such file or folder",
                        "check the path: it is a file or a folder of telemetry");
            }
            found.add(input);
        }
        if (found.files.isEmpty()) {
            throw new InputException(
                    "could not read "
                            + String.join(", ", inputs.stream().map(InputFiles::label).toList())
                            + ": no files in there",
                    "name a file or folder that holds telemetry; hidden files are skipped");
        }
        return found;
    }

    List<Found> found() {
        return files;
    }

    List<InputFile> files() {
        return files.stream().map(Found::file).toList();
    }

    /** What is neither a readable file nor a folder: dangling links, pipes, sockets. */
    List<NotRead> skipped() {
        return skipped;
    }

    private void add(Path path) {
        try {
            if (Files.isDirectory(path)) {
                addFolder(path);
            } else if (Files.isRegularFile(path)) {
                addFile(path);
            } else {
                skipped.add(new NotRead(label(path), "", "neither a file nor a folder"));
            }
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(label(path));
        }
    }

    private void addFolder(Path folder) throws IOException {
        if (!seen.add(folder.toRealPath())) {
            return;
        }
        List<Path> children;
        try (Stream<Path> listed = Files.list(folder)) {
            children =
                    listed.filter(child -> !name(child).startsWith("."))
                            .sorted(Comparator.comparing(InputFiles::name))
                            .toList();
        }
        children.forEach(this::add);
    }

    private void addFile(Path file) throws IOException {
        Path real = file.toRealPath();
        if (!seen.add(real)) {
            return;
        }
        if (!Files.isReadable(real)) {
            throw unreadable(label(file));
        }
        InputFile described =
                new InputFile(
                        label(file),
                        real.toString(),
                        Files.size(real),
                        Files.getLastModifiedTime(real).toMillis());
        files.add(new Found(described, real));
    }

    static InputException unreadable(String label) {
        return new InputException(
                "could not read " + label + ": it cannot be opened or listed",
                "give this user the right to read it, or name other paths");
    }

    private static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }

    private static String label(Path path) {
        return path.toString().replace(File.separatorChar, '/');
    }
}
