// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.rig;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** One connection through the proxy: a pipe in each direction. */
final class Link {
    private final Socket client;
    private final Socket server;
    private final Weather weather;
    private final Consumer<Link> ended;
    private final AtomicBoolean halfOpen = new AtomicBoolean();

    Link(Socket client, Socket server, Weather weather, Consumer<Link> ended) {
        this.client = client;
        this.server = server;
        this.weather = weather;
        this.ended = ended;
    }

    void start() {
        new Pipe(client, server, weather, this::lost).start();
        new Pipe(server, client, weather, this::lost).start();
    }

    void reset() {
        reset(client);
        reset(server);
        ended.accept(this);
    }

    /** Only the server is told; what the client sends from now on goes nowhere. */
    void resetServer() {
        halfOpen.set(true);
        reset(server);
    }

    /** A side closed, or was closed: the other learns it, unless this is half open. */
    private void lost(Socket side) {
        if (!halfOpen.get() || side == client) {
            reset();
        }
    }

    /** Closes with RST in place of FIN. */
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // closed already
        }
        try {
            socket.close();
        } catch (IOException e) {
            // nothing is left to close
        }
    }
}
