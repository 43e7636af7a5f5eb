// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Processor time of this process so far, whole and by thread.
 *
 * @param nanos of all threads, ended ones too
 * @param byThread nanoseconds by name, all threads of one name together, native ones too; in steps
 *     of 10 ms, and empty where there is no {@code /proc}
 */
record ProcessorTime(long nanos, Map<String, Long> byThread) {
    /** The name under which the just-in-time compiler's threads are counted. */
    static final String COMPILER = "compiler";

    private static final Path TASKS = Path.of("/proc/self/task");
    private static final long TICK_NANOS = 10_000_000;
    private static final int USER = 11;
    private static final int SYSTEM = 12;

    static ProcessorTime now() {
        OperatingSystemMXBean system =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new ProcessorTime(system.getProcessCpuTime(), threads());
    }

    /** What was used since an earlier reading; threads that ended in between are missing. */
    ProcessorTime since(ProcessorTime before) {
        Map<String, Long> used = new TreeMap<>();
        byThread.forEach(
                (name, until) -> {
                    long spent = until - before.byThread.getOrDefault(name, 0L);
                    if (spent > 0) {
                        used.put(name, spent);
                    }
                });
        return new ProcessorTime(nanos - before.nanos, used);
    }

    /** Most resident memory of this process so far in bytes; 0 where there is no {@code /proc}. */
    static long peakResidentBytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private static Map<String, Long> threads() {
        Map<String, Long> times = new TreeMap<>();
        if (!Files.isDirectory(TASKS)) {
            return times;
        }
        try (Stream<Path> tasks = Files.list(TASKS)) {
            for (Path task : tasks.toList()) {
                add(task.resolve("stat"), times);
            }
        } catch (IOException e) {
            return new TreeMap<>(); // no split by thread, then
        }
        return times;
    }

    private static void add(Path stat, Map<String, Long> times) {
        try {
            String line = Files.readString(stat);
            int end = line.lastIndexOf(')');
            String name = line.substring(line.indexOf('(') + 1, end);
            List<String> fields = List.of(line.substring(end + 2).split(" "));
            long ticks = Long.parseLong(fields.get(USER)) + Long.parseLong(fields.get(SYSTEM));
            times.merge(group(name), ticks * TICK_NANOS, Long::sum);
        } catch (IOException e) {
            // ended since it was listed
        }
    }

    /** Threads are named with numbers, and the kernel keeps the first 15 characters. */
    private static String group(String thread) {
        return thread.matches("C[12] Compil.*")
                ? COMPILER
                : thread.replaceAll("[ #(]*[0-9/]+.*$", "").strip();
    }
}
