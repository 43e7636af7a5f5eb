// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.backfill;

import io.touchline.jobs.files.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.state.api.runtime.SavepointLoader;

/**
 * A savepoint of trained baselines that fits this version, this venue and what was written.
 *
 * @param path the savepoint
 * @param manifest what it was trained on
 */
public record TrainedSavepoint(Path path, TrainingManifest manifest) {
    private static final String FOLDER = "savepoint";
    private static final String METADATA = "_metadata";
    private static final int MAX_PARALLELISM = 720;
    private static final String AGAIN = "run backfill again with this version";

    /** The savepoint in the folder that {@code backfill} writes. */
    public static Path in(Path folder) {
        return folder.resolve(FOLDER);
    }

    /**
     * The savepoint at this path, or in the folder that {@code backfill} wrote there; not checked.
     *
     * @throws InputException when there is none
     */
    public static Path find(Path given) {
        for (Path path : List.of(given, in(given))) {
            if (Files.exists(path.resolve(METADATA))) {
                return path;
            }
        }
        throw new InputException(
                "could not use " + given + ": there is no savepoint",
                "give the folder that backfill wrote to");
    }

    /**
     * Opens and checks it; reads its files once.
     *
     * @param given the folder that {@code backfill} wrote, or the savepoint in it
     * @throws InputException when it does not fit, with the cause and a cure
     */
    public static TrainedSavepoint open(Path given, String site) {
        Path path = find(given);
        try {
            TrainingManifest manifest = TrainingManifest.find(path.resolve("..").normalize());
            if (manifest == null) {
                throw refused(
                        given,
                        "there is no manifest.json of this layout beside the savepoint",
                        "give the folder that backfill wrote to, whole");
            }
            if (!manifest.site().equals(site)) {
                throw refused(
                        given,
                        "it was trained for venue.site " + manifest.site() + ", not " + site,
                        "set venue.site to " + manifest.site() + ", or run backfill for " + site);
            }
            if (!manifest.sha256().equals(checksum(path))) {
                throw refused(
                        given,
                        "its files are not those that backfill wrote",
                        "copy them again, or run backfill again");
            }
            requireFit(given, path, manifest);
            return new TrainedSavepoint(path.toAbsolutePath(), manifest);
        } catch (IOException e) {
            throw refused(given, "it cannot be read (" + e.getMessage() + ")", AGAIN);
        }
    }

    private static void requireFit(Path given, Path path, TrainingManifest manifest)
            throws IOException {
        CheckpointMetadata metadata =
                SavepointLoader.loadSavepointMetadata(path.toUri().toString());
        Set<OperatorID> strangers = RoomsSavepoint.strangers(metadata);
        if (!strangers.isEmpty()) {
            throw refused(
                    given,
                    "it holds the state of "
                            + strangers.size()
                            + " operator(s) that this version does not have",
                    AGAIN + ", or use version " + manifest.madeBy());
        }
        for (OperatorState operator : metadata.getOperatorStates()) {
            if (operator.getMaxParallelism() != MAX_PARALLELISM) {
                throw refused(
                        given,
                        "its max-parallelism is "
                                + operator.getMaxParallelism()
                                + ", not "
                                + MAX_PARALLELISM,
                        AGAIN);
            }
        }
    }

    /** SHA-256 over names and contents of the savepoint's files. */
    static String checksum(Path savepoint) throws IOException {
        MessageDigest digest = sha256();
        List<Path> files;
        try (Stream<Path> all = Files.walk(savepoint)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        byte[] buffer = new byte[1 << 16];
        for (Path file : files) {
            String name = savepoint.relativize(file).toString();
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            try (InputStream in = Files.newInputStream(file)) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static InputException refused(Path given, String fact, String cure) {
        return new InputException("could not start from " + given + ": " + fact, cure);
    }
}
