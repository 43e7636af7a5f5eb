// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.venue;

import io.touchline.simulator.random.Draws;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The outside: names, and addresses that are a function of the name alone. */
public final class Internet {
    /** What everybody uses, most used first. */
    public static final List<String> SITE_WIDE =
            List.of(
                    "outlook.office365.com",
                    "login.microsoftonline.com",
                    "www.google.com",
                    "teams.microsoft.com",
                    "arenaexample.sharepoint.com",
                    "www.bing.com",
                    "fonts.gstatic.com",
                    "settings-win.data.microsoft.com",
                    "www.league-table.example",
                    "weather.city-guide.example",
                    "cdn.office.net",
                    "www.wikipedia.org");

    public static final List<String> PHONE_APPS =
            List.of(
                    "app.arena-fans.example",
                    "graph.instagram.com",
                    "g.whatsapp.net",
                    "www.youtube.com",
                    "maps.googleapis.com",
                    "api.tiktokv.com",
                    "gateway.icloud.com",
                    "play.googleapis.com");

    public static final List<String> BROWSERS =
            List.of(
                    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like"
                            + " Gecko) Chrome/124.0.0.0 Safari/537.36",
                    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like"
                            + " Gecko) Chrome/124.0.0.0 Safari/537.36 Edg/124.0.0.0",
                    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:125.0) Gecko/20100101"
                            + " Firefox/125.0");

    public static final String PHONE_BROWSER =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML,"
                    + " like Gecko) Version/17.4 Mobile/15E148 Safari/604.1";

    private static final List<String> ADJECTIVES =
            words(
                    "amber azure bold brisk calm cedar clear coral crisp dawn deep eager early "
                            + "fair fast fern fresh gentle golden grand green happy ivory jolly "
                            + "keen kind lunar lucky merry mild noble north ocean olive plain "
                            + "prime quiet rapid silver south");
    private static final List<String> NOUNS =
            words(
                    "anchor apple barn basket beacon bridge brook candle castle clover compass "
                            + "copper crane dune eagle ferry field forest garden harbour hill "
                            + "island kettle lantern market meadow mill orchard path pine river "
                            + "sail shore stone stream summit tower valley wharf window");

    /** Domains where everybody has something. */
    private static final Set<String> SHARED =
            Stream.concat(SITE_WIDE.stream(), PHONE_APPS.stream())
                    .map(Internet::domain)
                    .collect(Collectors.toUnmodifiableSet());

    private static final List<Integer> CLOUD_NETWORKS = List.of(13, 20, 23, 34, 52, 104, 142, 151);
    private static final List<Integer> HOME_NETWORKS = List.of(62, 77, 78, 84, 87, 91, 93, 109);

    private static final List<Integer> HOSTING_NETWORKS = List.of(45, 146, 185, 193);

    private Internet() {}

    /** One of 1,600 names; almost always new to the venue when drawn for the first time. */
    public static String someDomain(Draws draws) {
        return draws.pick(ADJECTIVES) + "-" + draws.pick(NOUNS) + ".example";
    }

    public static List<String> domains(Draws draws, int count) {
        Set<String> distinct = new LinkedHashSet<>();
        while (distinct.size() < count) {
            distinct.add(someDomain(draws));
        }
        return new ArrayList<>(distinct);
    }

    /** Where a name is served: FNV-1a (Fowler, Noll, Vo 1991) of the name, in cloud networks. */
    public static String addressOf(String name) {
        int hash = 0x811c9dc5;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x01000193;
        }
        int first = CLOUD_NETWORKS.get(Math.floorMod(hash, CLOUD_NETWORKS.size()));
        return address(first, hash >>> 8, hash >>> 16, hash >>> 24);
    }

    /**
     * The domain under which a name is registered, here its last two labels; empty for an address,
     * and for a domain that everybody uses: it says nothing of one of its hosts.
     */
    public static String ownDomain(String name) {
        String domain = domain(name);
        boolean address = domain.chars().allMatch(c -> c == '.' || Character.isDigit(c));
        return address || SHARED.contains(domain) ? "" : domain;
    }

    private static String domain(String name) {
        int last = name.lastIndexOf('.');
        return name.substring(last < 0 ? 0 : name.lastIndexOf('.', last - 1) + 1);
    }

    /** Somebody at home. */
    public static String homeAddress(Draws draws) {
        return address(
                draws.pick(HOME_NETWORKS), draws.below(256), draws.below(256), draws.below(256));
    }

    /** A rented server, or the exit of a VPN. */
    public static String hostingAddress(Draws draws) {
        return address(
                draws.pick(HOSTING_NETWORKS), draws.below(256), draws.below(256), draws.below(256));
    }

    private static String address(int a, int b, int c, int d) {
        int last = 1 + Math.floorMod(d, 254);
        return String.format(Locale.ROOT, "%d.%d.%d.%d", a, 64 + (b & 63), c & 255, last);
    }

    private static List<String> words(String text) {
        return List.of(text.split(" ", -1));
    }
}
