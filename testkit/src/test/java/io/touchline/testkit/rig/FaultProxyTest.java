// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each fault, seen from both ends of one connection. */
@Timeout(30)
class FaultProxyTest {
    private static final int A_WHILE = 300;
    private static final int LONG = 10_000;

    private FaultProxy proxy;
    private ServerSocket listener;
    private Socket client;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        proxy = FaultProxy.start();
        proxy.to(listener.getLocalPort());
        client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        server = listener.accept();
        client.setSoTimeout(LONG);
        server.setSoTimeout(LONG);
        Await.until("linked", Duration.ofMillis(LONG), () -> proxy.connections() == 1);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        listener.close();
        proxy.close();
    }

    @Test
    void passesBytesBothWaysWhileNothingIsWrong() throws IOException {
        assertThat(sent(client, server, 1)).isEqualTo(1);
        assertThat(sent(server, client, 2)).isEqualTo(2);
    }

    @Test
    void passesTheEndOn() throws IOException {
        client.getOutputStream().write(3);
        client.close();
        assertThat(server.getInputStream().read()).isEqualTo(3);
        assertThatThrownBy(() -> endOf(server)).isInstanceOf(SocketException.class);
    }

    @Test
    void delaysEveryByte() throws IOException {
        proxy.delay(Duration.ofMillis(A_WHILE));
        long start = System.nanoTime();
        assertThat(sent(client, server, 4)).isEqualTo(4);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(A_WHILE * 1_000_000L);
    }

    @Test
    void throttlesToARate() throws IOException {
        proxy.throttle(100_000);
        byte[] bytes = new byte[50_000];
        long start = System.nanoTime();
        client.getOutputStream().write(bytes);
        assertThat(server.getInputStream().readNBytes(bytes.length)).isEqualTo(bytes);
        // the last chunk is paid for after it has arrived
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(300_000_000L);
    }

    @Test
    void holdsBytesInTheBlackHoleUntilItHeals() throws IOException {
        proxy.blackHole();
        client.getOutputStream().write(5);
        server.setSoTimeout(A_WHILE);
        assertThatThrownBy(() -> server.getInputStream().read())
                .isInstanceOf(SocketTimeoutException.class);
        server.setSoTimeout(LONG);
        proxy.heal();
        assertThat(server.getInputStream().read()).isEqualTo(5);
    }

    @Test
    void resetsBothEnds() {
        proxy.reset();
        assertThatThrownBy(() -> endOf(client)).isInstanceOf(SocketException.class);
        assertThatThrownBy(() -> endOf(server)).isInstanceOf(SocketException.class);
        assertThat(proxy.connections()).isZero();
    }

    @Test
    void leavesTheClientInTheDarkWhenHalfOpen() throws IOException {
        proxy.halfOpen();
        assertThatThrownBy(() -> endOf(server)).isInstanceOf(SocketException.class);
        client.getOutputStream().write(6);
        client.setSoTimeout(A_WHILE);
        assertThatThrownBy(() -> client.getInputStream().read())
                .isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void refusesNewConnectionsUntilItHeals() throws IOException {
        proxy.refuse();
        try (Socket refused = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            assertThatThrownBy(() -> endOf(refused)).isInstanceOf(SocketException.class);
        }
        proxy.heal();
        try (Socket second = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
                Socket accepted = listener.accept()) {
            assertThat(sent(second, accepted, 7)).isEqualTo(7);
        }
    }

    private static int sent(Socket from, Socket to, int value) throws IOException {
        from.getOutputStream().write(value);
        return to.getInputStream().read();
    }

    /** Throws when the connection was reset. */
    private static void endOf(Socket socket) throws IOException {
        assertThat(socket.getInputStream().read()).as("an orderly end").isEqualTo(-2);
    }
}
