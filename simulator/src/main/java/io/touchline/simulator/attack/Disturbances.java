// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import io.touchline.simulator.random.Draws;
import io.touchline.simulator.wire.Log;
import io.touchline.simulator.wire.Row;
import io.touchline.simulator.wire.Rows;
import io.touchline.simulator.wire.Sensors;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the rows of everybody else: machines that fall silent, values that are replayed,
 * a sensor that is blind, a clock that is wrong, records that come twice.
 */
public final class Disturbances implements Rows {
    private static final Set<String> SPEAKERS =
            Set.of("id.orig_h", "client_addr", "assigned_addr", "server_addr", "server");
    private static final Duration TRIES = Duration.ofSeconds(3);

    private final Rows out;
    private final Draws draws;
    private final List<Silence> silences = new ArrayList<>();
    private final List<Blind> blinds = new ArrayList<>();
    private final Map<String, Duration> skews = new HashMap<>();
    private final Map<String, Replay> replays = new HashMap<>();
    private double twice;

    public Disturbances(Rows out, Draws draws) {
        this.out = out;
        this.draws = draws;
    }

    private static final class Silence {
        private final Set<String> addresses;
        private final Set<String> hosts;
        private final Instant from;
        private final Instant until;
        private long touched;

        Silence(Set<Actor> machines, Instant from, Instant until) {
            this.addresses = machines.stream().map(Actor::address).collect(Collectors.toSet());
            this.hosts =
                    machines.stream()
                            .map(it -> it.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.toSet());
            this.from = from;
            this.until = until;
        }

        boolean covers(Row row) {
            return !row.written().isBefore(from) && row.written().isBefore(until);
        }

        boolean has(@Nullable Object address) {
            return address != null && addresses.contains(address.toString());
        }

        /** Of an endpoint log: the name without its domain. */
        boolean isHost(@Nullable Object host) {
            return host instanceof Map<?, ?> named
                    && hosts.contains(String.valueOf(named.get("name")).split("[.]", 2)[0]);
        }
    }

    private record Blind(String folder, String sensor, Instant from, Instant until) {
        boolean covers(Row row) {
            return row.log().folder().equals(folder)
                    && (sensor.isEmpty() || Sensors.of(row).equals(sensor))
                    && !row.written().isBefore(from)
                    && row.written().isBefore(until);
        }
    }

    private static final class Replay {
        private final Instant learnFrom;
        private final Instant from;
        private final Instant until;
        private final Map<Object, List<Object>> recorded = new HashMap<>();
        private final Map<Object, Integer> next = new HashMap<>();
        private long touched;

        Replay(Instant learnFrom, Instant from, Instant until) {
            this.learnFrom = learnFrom;
            this.from = from;
            this.until = until;
        }

        Object play(Row row, Object values) {
            if (row.written().isBefore(learnFrom) || !row.written().isBefore(until)) {
                return values;
            }
            Object function = row.fields().getOrDefault("func", "");
            List<Object> replies = recorded.computeIfAbsent(function, any -> new ArrayList<>());
            if (row.written().isBefore(from)) {
                replies.add(values);
                return values;
            }
            if (replies.isEmpty()) {
                return values;
            }
            touched++;
            int turn = next.merge(function, 1, Integer::sum) - 1;
            return replies.get(turn % replies.size());
        }
    }

    /**
     * They say nothing; what others try with them fails.
     *
     * @return how many rows were touched, once all are written
     */
    LongSupplier silence(Set<Actor> machines, Instant from, Instant until) {
        Silence silence = new Silence(machines, from, until);
        silences.add(silence);
        return () -> silence.touched;
    }

    /**
     * A sensor or exporter writes nothing and does not make up for it.
     *
     * @param sensor which of a folder's sensors; empty for all of them
     */
    void blind(String folder, String sensor, Instant from, Instant until) {
        blinds.add(new Blind(folder, sensor, from, until));
    }

    /** The clock of writing of a source is this much late, and Zeek's {@code ts} with it. */
    void skew(String folder, Duration by) {
        skews.put(folder, by);
    }

    /** The share of records that is written a second time. */
    void repeat(double share) {
        twice = share;
    }

    /**
     * Replies of a controller in {@code [from, until)} are, by function, those of the span before.
     *
     * @return how many rows were touched, once all are written
     */
    LongSupplier replay(String controller, Duration span, Instant from, Instant until) {
        Replay replay = new Replay(from.minus(span), from, until);
        replays.put(controller, replay);
        return () -> replay.touched;
    }

    @Override
    public void add(Row row) {
        Optional<Row> heard = Optional.of(row);
        for (Silence silence : silences) {
            heard = heard.flatMap(it -> silence.covers(it) ? left(it, silence) : Optional.of(it));
        }
        heard.filter(it -> !isBlind(it))
                .map(this::replayed)
                .map(this::skewed)
                .ifPresent(this::write);
    }

    /** Whether a sensor that would have seen it was blind. */
    public boolean isBlind(Row row) {
        return blinds.stream().anyMatch(blind -> blind.covers(row));
    }

    /**
     * A planted row that some sensor saw: no silence and no replay holds for it, a wrong clock and
     * repetition do.
     */
    public void addPlanted(Row row) {
        write(skewed(row));
    }

    private void write(Row row) {
        out.add(row);
        if (twice > 0 && draws.chance(twice)) {
            out.add(row);
        }
    }

    /** Of a row that a silent machine takes part in: nothing, or what the others saw of it. */
    private static Optional<Row> left(Row row, Silence silence) {
        Map<String, Object> fields = row.fields();
        if (SPEAKERS.stream().anyMatch(name -> silence.has(fields.get(name)))
                || silence.isHost(fields.get("host"))) {
            silence.touched++;
            return Optional.empty();
        }
        if (!silence.has(fields.get("id.resp_h"))) {
            return Optional.of(row);
        }
        silence.touched++;
        if (row.log() != Log.CONN || !(fields.get("ts") instanceof Instant begun)) {
            return Optional.empty();
        }
        return Optional.of(
                begun.isBefore(silence.from)
                        ? cutOff(row, Duration.between(begun, silence.from))
                        : attempt(row, begun));
    }

    /** A connection that was open: neither end closes it. */
    private static Row cutOff(Row row, Duration open) {
        Map<String, Object> fields = new LinkedHashMap<>(row.fields());
        fields.put("duration", open);
        if ("tcp".equals(fields.get("proto"))) {
            fields.put("conn_state", "S1");
            fields.put("history", "ShADad");
        }
        return new Row(row.log(), row.written(), fields);
    }

    /** Three tries within three seconds that nobody answers; given up when the row was due. */
    private static Row attempt(Row row, Instant begun) {
        boolean tcp = "tcp".equals(row.fields().get("proto"));
        Map<String, Object> fields = new LinkedHashMap<>(row.fields());
        fields.remove("service");
        fields.put("conn_state", "S0");
        fields.put("history", tcp ? "S" : "D");
        Instant first = row.written().minus(TRIES);
        first = first.isBefore(begun) ? begun : first;
        fields.put("ts", first);
        fields.put("duration", Duration.between(first, row.written()));
        for (String none : List.of("resp_bytes", "resp_pkts", "resp_ip_bytes")) {
            fields.put(none, 0);
        }
        if (tcp) {
            fields.put("orig_bytes", 0);
            fields.put("orig_pkts", 3);
            fields.put("orig_ip_bytes", 180);
        }
        return new Row(row.log(), row.written(), fields);
    }

    private Row replayed(Row row) {
        Object controller = row.fields().get("id.resp_h");
        Replay replay =
                row.log() == Log.MODBUS_DETAILED && controller != null
                        ? replays.get(controller.toString())
                        : null;
        if (replay == null) {
            return row;
        }
        Map<String, Object> fields = new LinkedHashMap<>(row.fields());
        fields.computeIfPresent("response_values", (name, values) -> replay.play(row, values));
        return new Row(row.log(), row.written(), fields);
    }

    private Row skewed(Row row) {
        Duration by = skews.get(row.log().folder());
        if (by == null) {
            return row;
        }
        Map<String, Object> fields = new LinkedHashMap<>(row.fields());
        fields.computeIfPresent(
                "ts", (name, at) -> at instanceof Instant time ? time.plus(by) : at);
        return new Row(row.log(), row.written().plus(by), fields);
    }
}
