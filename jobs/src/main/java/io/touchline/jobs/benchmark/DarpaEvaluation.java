// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.benchmark;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.touchline.jobs.evaluate.Evaluation;
import io.touchline.jobs.evaluate.Outcome;
import io.touchline.jobs.files.InputException;
import io.touchline.operators.edges.EdgeDetector;
import io.touchline.operators.edges.EdgeState;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code darpa}: bursts on edges, each edge scored as it comes by what the stream calls, too. */
public final class DarpaEvaluation implements Evaluation {
    private static final double DIGITS = 1e6;

    /**
     * @param edges how many were scored
     * @param attacks those that are an attack's
     * @param cpuNanos of this thread, for scoring alone
     * @param nanos by the clock, for scoring alone
     */
    record Figures(int edges, long attacks, Ranking ranking, long cpuNanos, long nanos) {}

    @Override
    public String name() {
        return "darpa";
    }

    @Override
    public String says() {
        return "bursts on edges of DARPA 1998: AUC, average precision, edges per second";
    }

    @Override
    public Outcome of(List<Path> data) {
        if (data.size() != 1) {
            throw new InputException(
                    "could not evaluate darpa: "
                            + (data.isEmpty() ? "no data" : data.size() + " folders"),
                    "give the one folder that holds " + DarpaEdges.FILE + " with --data");
        }
        Figures figures = figures(data.get(0));
        return new Outcome(table(figures), json(figures));
    }

    static Figures figures(Path folder) {
        DarpaEdges edges = DarpaEdges.read(folder);
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        long cpu = clock.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        double[] scores = scores(edges);
        long nanos = System.nanoTime() - start;
        cpu = clock.getCurrentThreadCpuTime() - cpu;
        boolean[] attack = Arrays.copyOf(edges.attack, edges.size);
        long attacks = 0;
        for (boolean one : attack) {
            attacks += one ? 1 : 0;
        }
        return new Figures(edges.size, attacks, Ranking.of(scores, attack), cpu, nanos);
    }

    private static double[] scores(DarpaEdges edges) {
        Map<Long, EdgeState> pairs = new HashMap<>();
        EdgeState[] sources = new EdgeState[edges.nodes];
        EdgeState[] destinations = new EdgeState[edges.nodes];
        double[] scores = new double[edges.size];
        for (int i = 0; i < edges.size; i++) {
            long pair = (long) edges.source[i] << 32 | edges.destination[i];
            scores[i] =
                    EdgeDetector.count(
                            pairs.computeIfAbsent(pair, p -> new EdgeState()),
                            at(sources, edges.source[i]),
                            at(destinations, edges.destination[i]),
                            edges.minute[i]);
        }
        return scores;
    }

    private static EdgeState at(EdgeState[] states, int node) {
        EdgeState state = states[node];
        if (state == null) {
            state = new EdgeState();
            states[node] = state;
        }
        return state;
    }

    private static String table(Figures it) {
        return "| edges | attacks | AUC | average precision | edges per second | CPU per edge |\n"
                + "|---|---|---|---|---|---|\n"
                + String.format(
                        Locale.ROOT,
                        "| %,d | %,d | %.4f | %.4f | %,.0f | %.0f ns |\n",
                        it.edges(),
                        it.attacks(),
                        it.ranking().auc(),
                        it.ranking().averagePrecision(),
                        it.edges() * 1e9 / Math.max(1, it.nanos()),
                        (double) it.cpuNanos() / Math.max(1, it.edges()));
    }

    private static String json(Figures it) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("evaluation", "darpa").put("edges", it.edges()).put("attacks", it.attacks());
        put(node, "auc", it.ranking().auc());
        put(node, "average_precision", it.ranking().averagePrecision());
        node.put("edges_per_second", Math.round(it.edges() * 1e9 / Math.max(1, it.nanos())));
        node.put("cpu_ns_per_edge", Math.round((double) it.cpuNanos() / Math.max(1, it.edges())));
        return node.toString();
    }

    /** Null where there is no value: all edges are an attack's, or none is. */
    private static void put(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, Math.round(value * DIGITS) / DIGITS);
        } else {
            node.putNull(name);
        }
    }
}
