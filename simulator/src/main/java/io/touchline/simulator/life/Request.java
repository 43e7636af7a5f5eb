// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.life;

/**
 * One plain request of HTTP with its reply.
 *
 * @param host as the client calls the server
 * @param line method and path, such as {@code GET /news}
 * @param out bytes of the body of the request, and of what a browser adds to its head
 * @param in bytes of the body of the reply
 */
public record Request(
        String host,
        String address,
        int port,
        String line,
        String agent,
        long out,
        long in,
        int status,
        String type) {

    /** Answered with a page. */
    public static Request to(
            String host, String address, int port, String line, String agent, long out, long in) {
        return new Request(host, address, port, line, agent, out, in, 200, "text/html");
    }

    public Request answered(int otherStatus, String otherType) {
        return new Request(host, address, port, line, agent, out, in, otherStatus, otherType);
    }

    String method() {
        return line.substring(0, line.indexOf(' '));
    }

    String target() {
        return line.substring(line.indexOf(' ') + 1);
    }
}
