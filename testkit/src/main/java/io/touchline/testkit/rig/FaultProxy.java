// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * TCP between a client and a server on loopback, as bad as it is told to be, from the next byte on
 * and for connections that exist too. The server must advertise this port, else clients go round
 * it. Three threads per connection.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int CONNECT_MILLIS = 2_000;

    private final ServerSocket listener;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final Weather weather = new Weather();
    private volatile int upstream;
    private volatile boolean refusing;

    private FaultProxy(ServerSocket listener) {
        this.listener = listener;
    }

    /** Listens; whoever connects before {@link #to} is turned away. */
    public static FaultProxy start() {
        try {
            ServerSocket listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free()));
            FaultProxy proxy = new FaultProxy(listener);
            Pipe.daemon("fault-proxy", proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** The server's port. */
    public void to(int port) {
        upstream = port;
    }

    /** Every byte arrives this much later, in both directions; connecting too. */
    public void delay(Duration each) {
        weather.delayNanos = each.toNanos();
    }

    /** Bytes per second, of each connection and direction. */
    public void throttle(long bytesPerSecond) {
        weather.bytesPerSecond = bytesPerSecond;
    }

    /**
     * Nothing arrives any more and nobody is told. What was sent arrives when it heals, as TCP
     * would send it again.
     */
    public void blackHole() {
        weather.blackHole = true;
    }

    /** New connections are reset at once. */
    public void refuse() {
        refusing = true;
    }

    /** All connections of now are reset (RST) on both sides. */
    public void reset() {
        links.forEach(Link::reset);
    }

    /**
     * The server sees the connections of now reset, the clients see nothing: they are half open.
     */
    public void halfOpen() {
        links.forEach(Link::resetServer);
    }

    /** Everything is as usual from now on; half-open connections stay so. */
    public void heal() {
        refusing = false;
        weather.clear();
    }

    /** Connections that are open. */
    public int connections() {
        return links.size();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Pipe.daemon("fault-proxy-connect", () -> connect(client));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void connect(Socket client) {
        Socket server = new Socket();
        try {
            weather.awaitPassage();
            if (refusing) {
                throw new SocketException("refused");
            }
            server.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), upstream),
                    CONNECT_MILLIS);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Link link = new Link(client, server, weather, links::remove);
            links.add(link);
            link.start();
        } catch (IOException e) {
            Link.reset(client); // the server is not there: so says the proxy
            Link.reset(server);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            reset();
        }
    }
}
