// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.schemas;

import org.jspecify.annotations.Nullable;

/**
 * The only place where a key is made or taken apart.
 *
 * <p>An entity key is {@code kind:site:id}. The kind holds no colon, the site neither; the id may
 * (an IPv6 address does). Room keys ({@link #prevalence}, {@link #stratum}) join their parts with
 * U+001F, which no telemetry text reaches because decoding drops control characters.
 */
public final class EntityKeys {
    public static final String DEVICE = "device";
    public static final String ADDRESS = "address";
    public static final String EXTERNAL = "external";
    public static final String CLIENT = "client";
    public static final String MAILBOX = "mailbox";
    public static final String ACCOUNT = "account";
    public static final String COHORT = "cohort";
    public static final String SERVICE = "service";
    public static final String HOST = "host";
    public static final String PROCESS = "process";
    public static final String SOURCE = "source";
    public static final String SEGMENT = "segment";

    private static final char ROOM = '\u001f';
    private static final int MAX_ID = 255;

    private EntityKeys() {}

    /** Whoever holds {@code id} (an address, a MAC, a host id) on the venue's own networks. */
    public static String device(String site, String id) {
        return key(DEVICE, site, id);
    }

    /** An own address not yet resolved by {@code identity}; no baseline ever sees this kind. */
    public static String address(String site, String address) {
        return key(ADDRESS, site, address);
    }

    /** Somebody outside: an address, a network, a host or a domain. A peer, never an entity. */
    public static String external(String site, String id) {
        return key(EXTERNAL, site, id);
    }

    /**
     * Whoever came in from an outside address, not yet resolved by {@code identity}: that makes it
     * {@link #external} by its network alone. No baseline ever sees this kind.
     */
    public static String client(String site, String address) {
        return key(CLIENT, site, address);
    }

    public static String mailbox(String site, String address) {
        return key(MAILBOX, site, address);
    }

    public static String account(String site, String id) {
        return key(ACCOUNT, site, id);
    }

    /** The shared baseline of the transient devices of one segment. */
    public static String cohort(String site, String segment) {
        return key(COHORT, site, segment);
    }

    /** A service or application that an account uses. */
    public static String service(String site, String id) {
        return key(SERVICE, site, id);
    }

    /** A machine by its name, not yet resolved by {@code identity}; in lower case, first label. */
    public static String host(String site, String name) {
        return key(HOST, site, name);
    }

    /** A started process, {@code parent>child}. A peer, never an entity. */
    public static String process(String site, String parentAndChild) {
        return key(PROCESS, site, parentAndChild);
    }

    /** A source of telemetry, as {@code zeek.conn} or {@code zeek/cctv-span}. */
    public static String source(String site, String name) {
        return key(SOURCE, site, name);
    }

    /** The devices of one network, as {@code 10.30.0.0/24}, taken together. */
    public static String segment(String site, String network) {
        return key(SEGMENT, site, network);
    }

    /** {@code peer} narrowed to one of its services, as {@code device:venue:10.0.0.5|502}. */
    public static String withService(String peer, String service) {
        return peer + '|' + service;
    }

    /** The peer without the service that may follow it. */
    public static String withoutService(String peer) {
        int bar = peer.indexOf('|');
        return bar < 0 ? peer : peer.substring(0, bar);
    }

    /** Key of the {@code prevalence} room: who among the peers met this value. */
    public static String prevalence(String group, String attribute, String value) {
        return group + ROOM + attribute + ROOM + value;
    }

    /** Key of the {@code calibration} room. */
    public static String stratum(String detector, String entityClass) {
        return detector + ROOM + entityClass;
    }

    /** A room key as people read it: its parts with a slash between them. */
    public static String readable(String roomKey) {
        return roomKey.replace(ROOM, '/');
    }

    /** Key of the shared tables: one peer group of one site. */
    public static String group(String site, String entityClass) {
        return site + ROOM + entityClass;
    }

    /** Key of the {@code correlation} room: one telling of one chain. */
    public static String telling(String chain, int epoch) {
        return chain + ROOM + epoch;
    }

    public static String kind(String entityKey) {
        return entityKey.substring(0, entityKey.indexOf(':'));
    }

    public static String site(String entityKey) {
        int first = entityKey.indexOf(':');
        return entityKey.substring(first + 1, entityKey.indexOf(':', first + 1));
    }

    public static String id(String entityKey) {
        int first = entityKey.indexOf(':');
        return entityKey.substring(entityKey.indexOf(':', first + 1) + 1);
    }

    public static boolean isKind(@Nullable String entityKey, String kind) {
        return entityKey != null
                && entityKey.length() > kind.length()
                && entityKey.charAt(kind.length()) == ':'
                && entityKey.startsWith(kind);
    }

    /** Outside the venue: has no baseline and is never suspicious by itself. */
    public static boolean isExternal(String entityKey) {
        return isKind(entityKey, EXTERNAL)
                || isKind(entityKey, SERVICE)
                || isKind(entityKey, CLIENT);
    }

    private static String key(String kind, String site, String id) {
        return kind + ':' + site + ':' + (id.length() > MAX_ID ? id.substring(0, MAX_ID) : id);
    }
}
