// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a tiny database in MaxMind's format, version 2.0 of its public specification: a binary
 * search tree with records of 24 bits, the data, the metadata. Of the types it knows text, doubles,
 * whole numbers up to 32 bits, and maps of them. Networks must not hold one another.
 */
public final class GeographyDatabase {
    private static final int RECORD_BITS = 24;
    private static final int SEPARATOR = 16;
    private static final int TEXT = 2;
    private static final int DOUBLE = 3;
    private static final int SHORT = 5;
    private static final int WHOLE = 6;
    private static final int MAP = 7;
    private static final int LONG = 9;
    private static final int ARRAY = 11;
    private static final int LONGEST_SHORT_SIZE = 28;

    private final int ipVersion;
    private final List<int[]> nodes = new ArrayList<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    private GeographyDatabase(int ipVersion) {
        this.ipVersion = ipVersion;
        nodes.add(new int[2]);
    }

    /** Of addresses of both versions. */
    public static GeographyDatabase both() {
        return new GeographyDatabase(6);
    }

    /** Of IPv4 addresses alone. */
    public static GeographyDatabase v4() {
        return new GeographyDatabase(4);
    }

    /** As MaxMind's Country and City databases have it. */
    public GeographyDatabase country(String cidr, String code) {
        return network(
                cidr,
                Map.of(
                        "continent",
                        Map.of("code", "EU"),
                        "country",
                        Map.of("geoname_id", 4_711, "iso_code", code)));
    }

    /** As MaxMind's City database has it. */
    public GeographyDatabase city(
            String cidr, String code, double north, double east, int radiusKm) {
        return network(
                cidr,
                Map.of(
                        "country",
                        Map.of("geoname_id", 4_711, "iso_code", code),
                        "location",
                        Map.of("accuracy_radius", radiusKm, "latitude", north, "longitude", east)));
    }

    /** As MaxMind's ASN database has it. */
    public GeographyDatabase asn(String cidr, long number) {
        return network(
                cidr,
                Map.of(
                        "autonomous_system_number",
                        number,
                        "autonomous_system_organization",
                        "Example network"));
    }

    /** A network, and what is told of it. */
    public GeographyDatabase network(String cidr, Map<String, ?> told) {
        int offset = data.size();
        write(told, data);
        int slash = cidr.indexOf('/');
        byte[] address = bytes(cidr.substring(0, slash));
        int bits = Integer.parseInt(cidr.substring(slash + 1));
        if (ipVersion == 6 && address.length == 4) {
            byte[] wide = new byte[16]; // the format keeps IPv4 below ::/96
            System.arraycopy(address, 0, wide, 12, 4);
            address = wide;
            bits += 96;
        }
        int node = 0;
        for (int i = 0; i < bits - 1; i++) {
            int next = nodes.get(node)[bit(address, i)];
            if (next == 0) {
                next = nodes.size();
                nodes.add(new int[2]);
                nodes.get(node)[bit(address, i)] = next;
            }
            node = next;
        }
        nodes.get(node)[bit(address, bits - 1)] = -1 - offset;
        return this;
    }

    public Path writeTo(Path file) {
        try {
            return Files.write(file, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int[] node : nodes) {
            for (int side : node) {
                // another node, nothing, or an offset into the data
                number(
                        side > 0 ? side : nodes.size() + (side == 0 ? 0 : SEPARATOR - 1 - side),
                        RECORD_BITS / 8,
                        out);
            }
        }
        out.writeBytes(new byte[SEPARATOR]);
        out.writeBytes(data.toByteArray());
        out.writeBytes(new byte[] {(byte) 0xab, (byte) 0xcd, (byte) 0xef});
        out.writeBytes("MaxMind.com".getBytes(StandardCharsets.US_ASCII));
        metadata(out);
        return out.toByteArray();
    }

    private void metadata(ByteArrayOutputStream out) {
        control(MAP, 9, out);
        write("binary_format_major_version", out);
        number(SHORT, 2, out, 2);
        write("binary_format_minor_version", out);
        number(SHORT, 0, out, 2);
        write("build_epoch", out);
        number(LONG, 1_700_000_000, out, 8);
        write("database_type", out);
        write("Touchline-Test", out);
        write("description", out);
        write(Map.of("en", "of a test"), out);
        write("ip_version", out);
        number(SHORT, ipVersion, out, 2);
        write("languages", out);
        control(ARRAY, 0, out);
        write("node_count", out);
        number(WHOLE, nodes.size(), out, 4);
        write("record_size", out);
        number(SHORT, RECORD_BITS, out, 2);
    }

    private static void write(Object value, ByteArrayOutputStream out) {
        if (value instanceof Map<?, ?> map) {
            control(MAP, map.size(), out);
            // in the order of names: the same bytes in every run
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((name, each) -> sorted.put((String) name, each));
            sorted.forEach(
                    (name, each) -> {
                        write(name, out);
                        write(each, out);
                    });
        } else if (value instanceof Double number) {
            control(DOUBLE, 8, out);
            number(Double.doubleToLongBits(number), 8, out);
        } else if (value instanceof Number number) {
            number(WHOLE, number.longValue(), out, 4);
        } else {
            byte[] text = ((String) value).getBytes(StandardCharsets.UTF_8);
            control(TEXT, text.length, out);
            out.writeBytes(text);
        }
    }

    private static void control(int type, int size, ByteArrayOutputStream out) {
        int shown = Math.min(size, LONGEST_SHORT_SIZE + 1);
        if (type > MAP) {
            out.write(shown);
            out.write(type - MAP);
        } else {
            out.write(type << 5 | shown);
        }
        if (size > LONGEST_SHORT_SIZE) {
            out.write(size - LONGEST_SHORT_SIZE - 1); // up to 284, and no test writes more
        }
    }

    private static void number(int type, long value, ByteArrayOutputStream out, int bytes) {
        control(type, bytes, out);
        number(value, bytes, out);
    }

    private static void number(long value, int bytes, ByteArrayOutputStream out) {
        for (int i = bytes - 1; i >= 0; i--) {
            out.write((int) (value >>> 8 * i));
        }
    }

    private static int bit(byte[] address, int index) {
        return address[index / 8] >> (7 - index % 8) & 1;
    }

    private static byte[] bytes(String address) {
        try {
            return InetAddress.getByName(address).getAddress(); // a literal asks no server
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address, e);
        }
    }
}
