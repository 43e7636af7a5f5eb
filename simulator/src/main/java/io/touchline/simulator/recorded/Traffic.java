// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.recorded;

import io.touchline.simulator.wire.Log;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Who of the inside spoke to whom: clients, servers and controllers of a recording. */
public final class Traffic {
    /** Who is spoken to in a protocol of the plant; a knock at its port proves nothing. */
    private static final Map<Log, String> CONTROL =
            Map.of(
                    Log.MODBUS, "modbus",
                    Log.MODBUS_DETAILED, "modbus",
                    Log.DNP3, "dnp3",
                    Log.DNP3_CONTROL, "dnp3",
                    Log.DNP3_OBJECTS, "dnp3",
                    Log.S7COMM, "s7comm",
                    Log.BACNET, "bacnet");

    private static final Pattern PRIVATE =
            Pattern.compile("10\\..*|192\\.168\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*");

    private long lines;
    private final Set<String> strangers = new HashSet<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private final Map<String, Set<String>> serversOf = new TreeMap<>();
    private final Map<String, Set<String>> clientsOf = new TreeMap<>();
    private final Map<String, String> controllers = new TreeMap<>();
    private final Map<String, Integer> resolvers = new HashMap<>();

    void add(Log log, Line line) {
        if (line.from().isEmpty() || line.to().isEmpty()) {
            return;
        }
        lines++;
        seen.merge(line.from(), 1, Integer::sum);
        seen.merge(line.to(), 1, Integer::sum);
        serversOf.computeIfAbsent(line.from(), any -> new HashSet<>()).add(line.to());
        clientsOf.computeIfAbsent(line.to(), any -> new HashSet<>()).add(line.from());
        if (line.port() == 53) {
            resolvers.merge(line.to(), 1, Integer::sum);
        }
        String protocol = CONTROL.get(log);
        if (protocol != null) {
            controllers.put(line.to(), protocol);
        }
    }

    /** RFC 1918 without broadcast; or an address that half of the records have an end at. */
    public boolean isInside(String address) {
        boolean everywhere = seen.getOrDefault(address, 0) >= Math.max(1, lines / 2);
        return everywhere
                || strangers.contains(address)
                || (PRIVATE.matcher(address).matches() && !address.endsWith(".255"));
    }

    /** Those who open connections, the busiest first. */
    List<String> clients() {
        return busiest(serversOf);
    }

    /** Those of the inside who are asked, by most others first; controllers left out. */
    List<String> servers() {
        return busiest(clientsOf).stream().filter(it -> !controllers.containsKey(it)).toList();
    }

    List<String> controllers() {
        return controllers.keySet().stream().filter(this::isInside).toList();
    }

    String protocol(String controller) {
        return controllers.getOrDefault(controller, "modbus");
    }

    /** Whom most ask for names; else the first address of the busiest network. */
    String resolver() {
        return resolvers.entrySet().stream()
                .max(
                        Map.Entry.<String, Integer>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElseGet(() -> network() + "1");
    }

    /** Addresses of the busiest network of 256 that nobody has; inside from now on. */
    List<String> free() {
        List<String> free =
                IntStream.range(200, 250)
                        .mapToObj(host -> network() + host)
                        .filter(it -> !serversOf.containsKey(it) && !clientsOf.containsKey(it))
                        .toList();
        strangers.addAll(free);
        return free;
    }

    private String network() {
        String busiest = clients().stream().findFirst().orElse("192.168.1.1");
        return busiest.substring(0, busiest.lastIndexOf('.') + 1);
    }

    /** How many of the inside took part. */
    public long devices() {
        return Stream.of(serversOf.keySet(), clientsOf.keySet())
                .flatMap(Set::stream)
                .distinct()
                .filter(this::isInside)
                .count();
    }

    private List<String> busiest(Map<String, Set<String>> peers) {
        return peers.entrySet().stream()
                .filter(e -> isInside(e.getKey()))
                .sorted(
                        Comparator.comparing(
                                        (Map.Entry<String, Set<String>> e) -> -e.getValue().size())
                                .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
    }
}
