// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.telemetry;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Community ID, version 1 with seed 0: the same name for one flow at every sensor, whichever end it
 * saw first. SHA-1 of both ends in order, in Base64 behind {@code 1:}; 30 characters. Pure; usable
 * by many threads.
 */
public final class CommunityId {
    private static final String VERSION = "1:";
    private static final int ICMP = 1;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ICMP6 = 58;
    private static final int SCTP = 132;
    private static final int MOST_BYTES = 40;
    private static final int MAX_PORT = 0xffff;

    /** Types of ICMP messages that ask and answer each other, in pairs. */
    private static final int[] ICMP_PAIRS = {8, 0, 13, 14, 15, 16, 17, 18, 10, 9};

    private static final int[] ICMP6_PAIRS = {
        128, 129, 133, 134, 135, 136, 130, 131, 139, 140, 144, 145
    };

    private static final ThreadLocal<MessageDigest> SHA1 =
            ThreadLocal.withInitial(CommunityId::sha1);

    private CommunityId() {}

    /**
     * The id of a flow; null where it cannot be told: a protocol without a number, addresses of two
     * versions, a port that is missing.
     *
     * @param protocol name or number, in lower case; {@code icmp} between IPv6 addresses is ICMPv6
     * @param origPort of ICMP the type
     * @param respPort of ICMP the code
     */
    public static @Nullable String of(
            IpAddress orig,
            IpAddress resp,
            @Nullable String protocol,
            @Nullable Integer origPort,
            @Nullable Integer respPort) {
        int number = protocol == null ? -1 : number(protocol, orig.v4());
        if (number < 0 || orig.v4() != resp.v4()) {
            return null;
        }
        if (!portsCount(number)) {
            return hash(number, orig, resp, -1, -1, orig.compareTo(resp) <= 0);
        }
        if (origPort == null || respPort == null || wrong(origPort) || wrong(respPort)) {
            return null;
        }
        int answer = number == ICMP || number == ICMP6 ? answer(number, origPort) : respPort;
        boolean oneWay = answer < 0;
        int from = origPort;
        int to = oneWay ? respPort : answer;
        int order = orig.compareTo(resp);
        boolean inOrder = oneWay || order < 0 || (order == 0 && from <= to);
        return hash(number, orig, resp, from, to, inOrder);
    }

    private static String hash(
            int protocol, IpAddress orig, IpAddress resp, int from, int to, boolean inOrder) {
        ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
        bytes.putShort((short) 0); // the seed
        put(bytes, inOrder ? orig : resp);
        put(bytes, inOrder ? resp : orig);
        bytes.put((byte) protocol).put((byte) 0);
        if (from >= 0) {
            bytes.putShort((short) (inOrder ? from : to)).putShort((short) (inOrder ? to : from));
        }
        MessageDigest digest = SHA1.get();
        digest.update(bytes.array(), 0, bytes.position());
        return VERSION + Base64.getEncoder().encodeToString(digest.digest());
    }

    private static void put(ByteBuffer bytes, IpAddress address) {
        if (address.v4()) {
            bytes.putInt((int) address.low());
        } else {
            bytes.putLong(address.high()).putLong(address.low());
        }
    }

    /** The type that answers an ICMP message, or -1 where nothing does. */
    private static int answer(int protocol, int type) {
        int[] pairs = protocol == ICMP ? ICMP_PAIRS : ICMP6_PAIRS;
        for (int i = 0; i < pairs.length; i++) {
            if (pairs[i] == type) {
                return pairs[i ^ 1];
            }
        }
        return -1;
    }

    private static boolean portsCount(int protocol) {
        return switch (protocol) {
            case ICMP, TCP, UDP, ICMP6, SCTP -> true;
            default -> false;
        };
    }

    private static boolean wrong(int port) {
        return port < 0 || port > MAX_PORT;
    }

    /** Assigned internet protocol numbers by the names that logs use; -1 for others. */
    private static int number(String protocol, boolean v4) {
        return switch (protocol) {
            case "tcp" -> TCP;
            case "udp" -> UDP;
            case "icmp" -> v4 ? ICMP : ICMP6;
            case "ipv6-icmp", "icmp6", "icmpv6" -> ICMP6;
            case "sctp" -> SCTP;
            case "igmp" -> 2;
            case "gre" -> 47;
            case "esp" -> 50;
            case "ah" -> 51;
            case "ospf" -> 89;
            case "pim" -> 103;
            default -> {
                long number = DecimalText.whole(protocol);
                yield number < 0 || number > 255 ? -1 : (int) number;
            }
        };
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
