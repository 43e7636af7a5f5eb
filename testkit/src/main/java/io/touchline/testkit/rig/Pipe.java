// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.rig;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * One direction of a connection. A thread reads and one writes, so that a delay does not lower the
 * throughput; at most {@value #CHUNKS} chunks are under way, then TCP holds the sender back.
 */
final class Pipe {
    private static final int CHUNKS = 256;
    private static final int CHUNK_BYTES = 16 * 1_024;

    private static final Chunk END = new Chunk(new byte[0], 0);

    private record Chunk(byte[] bytes, long readNanos) {}

    private final Socket from;
    private final Socket to;
    private final Weather weather;
    private final Consumer<Socket> lost;
    private final BlockingQueue<Chunk> underway = new ArrayBlockingQueue<>(CHUNKS);

    /**
     * @param lost is told which side is gone
     */
    Pipe(Socket from, Socket to, Weather weather, Consumer<Socket> lost) {
        this.from = from;
        this.to = to;
        this.weather = weather;
        this.lost = lost;
    }

    void start() {
        daemon("fault-proxy-read", this::read);
        daemon("fault-proxy-write", this::write);
    }

    private void read() {
        byte[] buffer = new byte[CHUNK_BYTES];
        try {
            InputStream in = from.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                underway.put(new Chunk(Arrays.copyOf(buffer, read), System.nanoTime()));
            }
            underway.put(END); // after what is under way
        } catch (IOException e) {
            lost.accept(from);
            underway.clear();
            underway.add(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            OutputStream out = to.getOutputStream();
            while (!to.isClosed()) {
                Chunk chunk = underway.take();
                weather.awaitPassage(chunk.readNanos());
                if (chunk == END) {
                    lost.accept(from);
                    return;
                }
                out.write(chunk.bytes());
                weather.pace(chunk.bytes().length);
            }
        } catch (IOException e) {
            lost.accept(to);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
