// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * One run of one variant, as it is told to the process that makes it.
 *
 * @param bootstrap where the broker answers
 * @param topic the records
 * @param output topic of what is copied or found
 * @param name unique: names the consumer group
 * @param records in the topic; a run ends when they are read
 * @param warmUp records that are read before anything is measured
 * @param window records that are measured; 0: all to the end, and until {@code reach} have come to
 *     the room that is compared
 * @param seconds at least, of the window and of the start before it, as long as records last
 * @param folder of checkpoints and local state
 */
record Trial(
        Variant variant,
        String bootstrap,
        String topic,
        String output,
        String name,
        long records,
        long warmUp,
        long window,
        long reach,
        int seconds,
        int parallelism,
        String folder) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What a run came to.
     *
     * @param consumed records that were read in all
     * @param reached records or interactions that came to the room that is compared, in all
     * @param events records in the window
     * @param asked candidates of the window that asked their peers: how much of it was new
     * @param cpuNanos processor time of the process in the window
     * @param wallNanos length of the window
     * @param byThread of the processor time, by name of thread
     * @param residentBytes peak resident memory of the process
     */
    record Outcome(
            Variant variant,
            long consumed,
            long reached,
            long events,
            long asked,
            long cpuNanos,
            long wallNanos,
            Map<String, Long> byThread,
            long residentBytes,
            Checkpoints checkpoints) {
        /**
         * Processor nanoseconds per record, without those of the compiler: it is done after some
         * minutes, and a job runs for months.
         */
        double perEvent() {
            return events == 0 ? 0 : (double) (cpuNanos - compilerNanos()) / events;
        }

        private long compilerNanos() {
            return byThread.getOrDefault(ProcessorTime.COMPILER, 0L);
        }
    }

    /**
     * The checkpoints of a window.
     *
     * @param count completed
     * @param fullBytes what the last of them stands for
     * @param newBytes what the last of them added
     * @param millis how long the slowest took
     */
    record Checkpoints(long count, long fullBytes, long newBytes, long millis) {}

    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> T read(String text, Class<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
