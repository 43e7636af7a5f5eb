// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.identity;

import io.touchline.operators.telemetry.IpAddress;
import io.touchline.operators.venue.VenueFile;
import io.touchline.operators.venue.VenueVersions;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Zone;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns the addresses of an interaction into entities, by the table as of its write time. */
final class Resolver {
    private final BindingTable table;
    private final VenueVersions venue;

    Resolver(BindingTable table, VenueVersions venue) {
        this.table = table;
        this.venue = venue;
    }

    /**
     * One interaction, or two where the entity is a transient device: its own, and the one its
     * cohort learns from.
     */
    void resolve(Interaction raw, Consumer<Interaction> out) {
        End entity = end(raw.entity(), raw.entityName(), raw.zoneEntity(), raw, true);
        End peer = end(raw.peer(), raw.peerName(), raw.zonePeer(), raw, false);
        Interaction resolved =
                raw.withEnds(
                        entity.key,
                        entity.name,
                        peer.key,
                        peer.name,
                        entity.zone,
                        peer.zone,
                        attributes(raw, entity.address, peer.address, soleAccount(peer.links)),
                        links(links(raw.links(), entity.links), peer.links));
        out.accept(resolved);
        if (entity.cohort != null) {
            out.accept(
                    resolved.withEnds(
                                    entity.cohort,
                                    null,
                                    peer.key,
                                    peer.name,
                                    Zone.VISITOR,
                                    peer.zone,
                                    attributes(raw, null, peer.address, null),
                                    List.of())
                            .deciding(false));
        }
    }

    /** With the addresses that the keys do not hold, and whose way out the peer is. */
    private static Map<Attribute, String> attributes(
            Interaction raw,
            @Nullable String entity,
            @Nullable String peer,
            @Nullable String egress) {
        if (entity == null && peer == null && egress == null) {
            return raw.attributes();
        }
        Map<Attribute, String> all = new EnumMap<>(Attribute.class);
        all.putAll(raw.attributes());
        put(all, Attribute.ENTITY_ADDRESS, entity);
        put(all, Attribute.PEER_ADDRESS, peer);
        put(all, Attribute.EGRESS_ACCOUNT, egress);
        return Collections.unmodifiableMap(all);
    }

    private static void put(
            Map<Attribute, String> all, Attribute attribute, @Nullable String value) {
        if (value != null) {
            all.put(attribute, value);
        }
    }

    /** Whose way out an outside address is, where that is one account's alone. */
    private static @Nullable String soleAccount(List<String> links) {
        List<String> accounts =
                links.stream().filter(key -> EntityKeys.isKind(key, EntityKeys.ACCOUNT)).toList();
        return accounts.size() == 1 ? EntityKeys.id(accounts.get(0)) : null;
    }

    /** Sorted, each once. */
    private static List<String> links(List<String> told, List<String> found) {
        if (told.isEmpty() && found.isEmpty()) {
            return List.of();
        }
        TreeSet<String> links = new TreeSet<>(told);
        links.addAll(found);
        return List.copyOf(links);
    }

    private End end(
            String key, @Nullable String name, Zone zone, Interaction raw, boolean withLinks) {
        String bare = EntityKeys.withoutService(key);
        String service = key.substring(bare.length());
        if (EntityKeys.isKind(bare, EntityKeys.HOST)) {
            return host(bare, name, zone, raw, withLinks);
        }
        if (EntityKeys.isKind(bare, EntityKeys.EXTERNAL)
                || EntityKeys.isKind(bare, EntityKeys.CLIENT)) {
            return outside(bare, service, name, zone, raw);
        }
        if (!EntityKeys.isKind(bare, EntityKeys.ADDRESS)) {
            boolean visitor =
                    EntityKeys.isKind(bare, EntityKeys.DEVICE) && isRandomised(EntityKeys.id(bare));
            return new End(key, name, visitor ? Zone.VISITOR : zone, null, null, List.of());
        }
        String site = EntityKeys.site(bare);
        String address = EntityKeys.id(bare);
        Binding holder = table.device(site, address, raw.when(), raw.writeTime());
        Place place = place(address, zone, holder, raw.writeTime());
        String cohort = place.cohort == null ? null : EntityKeys.cohort(site, place.cohort);
        List<String> links =
                withLinks
                        ? links(
                                accounts(site, address, raw),
                                holder == null ? List.of() : accounts(site, holder.holder(), raw))
                        : List.of();
        if (holder == null) {
            return new End(
                    EntityKeys.device(site, address) + service,
                    named(null, name, site, address, raw),
                    place.zone,
                    cohort,
                    null,
                    links);
        }
        return new End(
                EntityKeys.device(site, holder.holder()) + service,
                named(holder.name(), name, site, address, raw),
                place.zone,
                cohort,
                address,
                links);
    }

    /**
     * In which zone an own address lies, and with which cohort it is learnt. What the venue file
     * says goes before what a randomised hardware address makes likely; neither goes before the
     * protocol of a controller.
     */
    private Place place(String address, Zone told, @Nullable Binding holder, long writeTime) {
        VenueFile file = venue.at(writeTime);
        IpAddress parsed = file.places() ? IpAddress.parse(address) : null;
        Zone declared = parsed == null ? null : file.zone(parsed);
        boolean visitor =
                declared == null
                        ? holder != null && isRandomised(holder.holder())
                        : declared == Zone.VISITOR;
        if (visitor) {
            String cohort = parsed == null ? null : file.cohort(parsed);
            return new Place(Zone.VISITOR, cohort == null ? segment(address) : cohort);
        }
        return new Place(declared == null || told == Zone.OT_CONTROL ? told : declared, null);
    }

    /** A machine that a log names: by its lease, by its address, else by its name alone. */
    private End host(
            String key, @Nullable String told, Zone zone, Interaction raw, boolean withLinks) {
        String site = EntityKeys.site(key);
        String host = EntityKeys.id(key);
        String name = told == null ? host : told;
        Binding bearer = table.named(site, host, raw.when(), raw.writeTime());
        if (bearer == null) {
            return new End(EntityKeys.device(site, host), name, zone, null, null, List.of());
        }
        String machine =
                bearer.kind() == Binding.Kind.NAME
                        ? EntityKeys.address(site, bearer.address())
                        : EntityKeys.device(site, bearer.holder());
        return end(machine, name, zone, raw, withLinks);
    }

    /** Somebody outside, and who of the venue is known to be behind that address. */
    private End outside(
            String key, String service, @Nullable String name, Zone zone, Interaction raw) {
        String site = EntityKeys.site(key);
        String id = EntityKeys.id(key);
        List<String> links = table.knowsSignIns() ? accounts(site, id, raw) : List.of();
        boolean client = EntityKeys.isKind(key, EntityKeys.CLIENT);
        IpAddress address = client ? IpAddress.parse(id) : null;
        String resolved = address == null ? key : EntityKeys.external(site, address.network());
        return new End(resolved + service, name, zone, null, null, links);
    }

    /** By its lease, else as a log says, else as it says itself. */
    private @Nullable String named(
            @Nullable String leased,
            @Nullable String told,
            String site,
            String address,
            Interaction raw) {
        if (leased != null) {
            return leased;
        }
        return told == null ? table.plate(site, address, raw.when(), raw.writeTime()) : told;
    }

    private List<String> accounts(String site, String address, Interaction raw) {
        List<String> links = new ArrayList<>();
        for (String account : table.accounts(site, address, raw.when(), raw.writeTime())) {
            links.add(EntityKeys.account(site, account));
            if (account.indexOf('@') > 0) {
                links.add(EntityKeys.mailbox(site, account));
            }
        }
        return links;
    }

    /** A locally administered MAC: second hexadecimal digit 2, 6, a or e (IEEE 802c). */
    static boolean isRandomised(String mac) {
        return mac.length() == 17 && mac.charAt(2) == ':' && "26aeAE".indexOf(mac.charAt(1)) >= 0;
    }

    /** The /24 of an IPv4 address, the first four groups of an IPv6 address. */
    static String segment(String address) {
        int dot = address.lastIndexOf('.');
        if (dot > 0) {
            return address.substring(0, dot) + ".0/24";
        }
        int colon = -1;
        for (int i = 0; i < 4; i++) {
            int next = address.indexOf(':', colon + 1);
            if (next < 0) {
                break;
            }
            colon = next;
        }
        return colon < 0 ? address : address.substring(0, colon) + "::/64";
    }

    private record End(
            String key,
            @Nullable String name,
            Zone zone,
            @Nullable String cohort,
            @Nullable String address,
            List<String> links) {}

    /**
     * @param cohort of a visitor, else null
     */
    private record Place(Zone zone, @Nullable String cohort) {}
}
