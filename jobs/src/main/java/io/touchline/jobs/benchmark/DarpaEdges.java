// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.benchmark;

import io.touchline.jobs.files.InputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** The edges of {@code edges.csv.gz}, in their order: a column each, 13 bytes per edge. */
final class DarpaEdges {
    static final String FILE = "edges.csv.gz";
    private static final byte[] HEADER =
            "src,dst,minute,attack\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_NODES = 1 << 24;

    int size;
    int nodes;
    int[] source = new int[1 << 20];
    int[] destination = new int[1 << 20];
    int[] minute = new int[1 << 20];
    boolean[] attack = new boolean[1 << 20];

    private final Path file;
    private final InputStream in;

    private DarpaEdges(Path file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    /** Reads the one file of the folder. */
    static DarpaEdges read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new InputException(
                    "could not evaluate darpa: there is no " + file,
                    "give with --data the folder that holds it; docs/evaluate.md has the format");
        }
        try (InputStream in =
                new BufferedInputStream(
                        new GZIPInputStream(Files.newInputStream(file), 1 << 16), 1 << 16)) {
            DarpaEdges edges = new DarpaEdges(file, in);
            edges.rows();
            return edges;
        } catch (IOException e) {
            throw new InputException(
                    "could not read " + file + ": " + e, "give the file whole, as gzip wrote it");
        }
    }

    private void rows() throws IOException {
        if (!Arrays.equals(in.readNBytes(HEADER.length), HEADER)) {
            throw refused("does not begin with src,dst,minute,attack");
        }
        for (int first = in.read(); first >= 0; first = in.read()) {
            if (size == attack.length) {
                grow();
            }
            source[size] = node(number(first, ','));
            destination[size] = node(number(in.read(), ','));
            minute[size] = number(in.read(), ',');
            attack[size] = number(in.read(), '\n') != 0;
            if (size > 0 && minute[size] < minute[size - 1]) {
                throw refused("goes back in time");
            }
            size++;
        }
    }

    private int node(int id) {
        if (id >= MOST_NODES) {
            throw refused("numbers a node " + id);
        }
        nodes = Math.max(nodes, id + 1);
        return id;
    }

    /** The number that begins with the byte {@code digit} and ends before {@code end}. */
    private int number(int digit, int end) throws IOException {
        int value = 0;
        int next = digit;
        do {
            if (next < '0' || next > '9' || value > (Integer.MAX_VALUE - 9) / 10) {
                throw refused("is not four whole numbers");
            }
            value = value * 10 + next - '0';
            next = in.read();
        } while (next != end);
        return value;
    }

    private InputException refused(String fact) {
        return new InputException(
                "could not read " + file + ": line " + (size + 2) + ' ' + fact,
                "give rows src,dst,minute,attack in order of minute; docs/evaluate.md has more");
    }

    private void grow() {
        int larger = size * 2;
        source = Arrays.copyOf(source, larger);
        destination = Arrays.copyOf(destination, larger);
        minute = Arrays.copyOf(minute, larger);
        attack = Arrays.copyOf(attack, larger);
    }
}
