// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.rig;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Free ports of loopback, outside the range the kernel takes ports of outgoing connections from
 * (32768 and above): a client that retries a dead server's port within that range may be connected
 * to itself, and the server cannot come back.
 */
final class Ports {
    private static final int FIRST = 20_000;
    private static final int COUNT = 12_000;
    private static int next = (int) (ProcessHandle.current().pid() * 97 % COUNT);

    private Ports() {}

    /** One that nobody listens on now; never the same twice in a row. */
    static synchronized int free() {
        for (int tried = 0; tried < COUNT; tried++) {
            int port = FIRST + next++ % COUNT;
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            } catch (IOException e) {
                continue; // taken
            }
        }
        throw new IllegalStateException("could not find a free port on loopback");
    }
}
