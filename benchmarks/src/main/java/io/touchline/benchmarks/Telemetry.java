// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * What the sensors of a venue write: Zeek conn, dns, ssl and http rows as JSON with {@code
 * _write_ts}, 300 to 400 bytes each, evenly spaced on the write-time axis. The same arguments give
 * the same bytes.
 *
 * <p>First every device is seen once, so that its state exists; then activity is log-uniform over
 * the rank of a device (Zipf with exponent 1). A device keeps to a few destinations of its own and
 * two servers. Not thread-safe.
 */
final class Telemetry {
    /** Noon, so that no hour closes for an hour of write time. */
    static final long START_MILLIS = 1_747_483_200_000L; // 2025-05-17T12:00:00Z

    private static final long SCRAMBLE = 1_000_003;
    private static final int SERVERS = 200;
    private static final int RESOLVERS = 4;
    private static final int DESTINATIONS = 2_000;
    private static final int OWN_DESTINATIONS = 6;

    private final int keys;
    private final double perMilli;
    private final SplittableRandom random;
    private long row;

    /**
     * @param keys devices, 1 to 1,048,576
     * @param perSecond rows per second of write time
     */
    Telemetry(int keys, int perSecond, long seed) {
        this.keys = keys;
        this.perMilli = perSecond / 1_000.0;
        this.random = new SplittableRandom(seed);
    }

    /** One row and when it was written, milliseconds. */
    record Row(long writeTime, byte[] bytes) {}

    Row next() {
        long time = START_MILLIS + (long) (row / perMilli);
        int device = device();
        row++;
        int kind = random.nextInt(100);
        String text =
                kind < 55
                        ? conn(time, device)
                        : kind < 75
                                ? dns(time, device)
                                : kind < 90 ? ssl(time, device) : http(time, device);
        return new Row(time, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A row of no known log behind all others: it closes what was pending and becomes a dead
     * letter.
     */
    Row closing() {
        long time = START_MILLIS + (long) (row / perMilli) + 60_000;
        String text = "{\"_path\":\"tick\",\"_write_ts\":" + seconds(time) + "}";
        return new Row(time, text.getBytes(StandardCharsets.UTF_8));
    }

    private int device() {
        long rank =
                row < keys
                        ? row
                        : Math.min(keys - 1, (long) Math.pow(keys + 1.0, random.nextDouble()) - 1);
        return (int) (rank * SCRAMBLE % keys);
    }

    private String conn(long time, int device) {
        boolean inner = random.nextInt(100) < 20;
        long lasted = 5 + random.nextInt(20_000);
        long out = 200 + random.nextInt(4_000);
        long in = 400 + random.nextInt(60_000);
        return head(
                        "conn",
                        time,
                        time - lasted,
                        device,
                        inner ? server(device) : address(device),
                        443)
                + ",\"proto\":\"tcp\",\"service\":\"ssl\",\"duration\":"
                + seconds(lasted)
                + ",\"orig_bytes\":"
                + out
                + ",\"resp_bytes\":"
                + in
                + ",\"conn_state\":\"SF\",\"local_orig\":true,\"local_resp\":"
                + inner
                + ",\"missed_bytes\":0,\"history\":\"ShADadFf\",\"orig_pkts\":"
                + (5 + out / 1_200)
                + ",\"resp_pkts\":"
                + (4 + in / 1_200)
                + "}";
    }

    private String dns(long time, int device) {
        String resolver = "10.1.0." + (1 + device % RESOLVERS);
        int destination = destination(device);
        return head("dns", time, time - 2, device, resolver, 53)
                + ",\"proto\":\"udp\",\"trans_id\":"
                + random.nextInt(65_536)
                + ",\"rtt\":0.002000,\"query\":\"www.site"
                + destination
                + ".example.com\",\"qclass\":1,\"qtype_name\":\"A\",\"rcode_name\":\"NOERROR\","
                + "\"AA\":false,\"RD\":true,\"RA\":true,\"answers\":[\""
                + external(destination)
                + "\"],\"TTLs\":[300.0],\"rejected\":false}";
    }

    private String ssl(long time, int device) {
        int destination = destination(device);
        return head("ssl", time, time, device, external(destination), 443)
                + ",\"version\":\"TLSv13\",\"cipher\":\"TLS_AES_256_GCM_SHA384\","
                + "\"curve\":\"x25519\",\"server_name\":\"www.site"
                + destination
                + ".example.com\",\"resumed\":false,\"next_protocol\":\"h2\","
                + "\"established\":true,\"ssl_history\":\"CsiI\"}";
    }

    private String http(long time, int device) {
        int destination = destination(device);
        return head("http", time, time, device, external(destination), 80)
                + ",\"trans_depth\":1,\"method\":\"GET\",\"host\":\"www.site"
                + destination
                + ".example.com\",\"uri\":\"/feed/"
                + random.nextInt(1_000)
                + "\",\"version\":\"1.1\",\"user_agent\":\"Venue-Client/"
                + device % 5
                + ".2\",\"request_body_len\":0,\"response_body_len\":"
                + random.nextInt(30_000)
                + ",\"status_code\":200,\"status_msg\":\"OK\"}";
    }

    private String head(String log, long written, long ts, int device, String to, int port) {
        return "{\"_path\":\""
                + log
                + "\",\"_write_ts\":"
                + seconds(written)
                + ",\"ts\":"
                + seconds(ts)
                + ",\"uid\":\"C"
                + Long.toString(Math.abs(random.nextLong()), 36)
                + "\",\"id.orig_h\":\"10."
                + (16 + (device >> 16))
                + '.'
                + (device >> 8 & 255)
                + '.'
                + (device & 255)
                + "\",\"id.orig_p\":"
                + (32_768 + random.nextInt(28_000))
                + ",\"id.resp_h\":\""
                + to
                + "\",\"id.resp_p\":"
                + port;
    }

    private String server(int device) {
        return "10.1.1." + (1 + (device * 31 + random.nextInt(2) * 7) % SERVERS);
    }

    private String address(int device) {
        return external(destination(device));
    }

    /** One of the few that the device uses, the first of them most. */
    private int destination(int device) {
        int slot = Math.min(random.nextInt(OWN_DESTINATIONS), random.nextInt(OWN_DESTINATIONS));
        long hash = (device * 0x9E3779B97F4A7C15L + slot) * 0xD6E8FEB86659FD93L;
        return (int) ((hash >>> 33) % DESTINATIONS);
    }

    private static String external(int destination) {
        return "198.51." + destination / 250 + '.' + (1 + destination % 250);
    }

    private static String seconds(long millis) {
        String fraction = Long.toString(1_000 + millis % 1_000).substring(1);
        return millis / 1_000 + "." + fraction + "000";
    }
}
