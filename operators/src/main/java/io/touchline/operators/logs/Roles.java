// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.IpAddress;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Zone;
import org.jspecify.annotations.Nullable;

/**
 * Which end of a connection is the venue's own, and so has a pattern of life.
 *
 * <p>Own is what lies in a network of the venue or what the sensor calls local. When neither end
 * is, both are taken for own: the sensor saw it, so one of them is. A multicast, broadcast or empty
 * address is never anybody.
 */
record Roles(
        String site,
        IpAddress orig,
        IpAddress resp,
        boolean origOwn,
        boolean respOwn,
        boolean origNobody,
        boolean respNobody) {

    static Roles of(
            Venue venue,
            IpAddress orig,
            IpAddress resp,
            @Nullable Boolean localOrig,
            @Nullable Boolean localResp) {
        boolean origOwn = venue.owns(orig) || Boolean.TRUE.equals(localOrig);
        boolean respOwn = venue.owns(resp) || Boolean.TRUE.equals(localResp);
        boolean broadcast = resp.endsIn255() && (origOwn || respOwn);
        return new Roles(
                venue.site(),
                orig,
                resp,
                origOwn,
                respOwn,
                orig.nobody() || orig.multicast(),
                resp.nobody() || resp.multicast() || (broadcast && venue.owns(resp)));
    }

    /** Whether the sensor saw a connection of which neither end is known to be own. */
    boolean unknown() {
        return !origOwn && !respOwn;
    }

    /** The originator is an entity: it acts. */
    boolean origActs() {
        return !origNobody && (origOwn || unknown());
    }

    /** The responder is an entity: it is acted upon. */
    boolean respServes() {
        return !respNobody && (respOwn || unknown());
    }

    /** The originator's address where that is outside: then it is somewhere. */
    @Nullable IpAddress origOutside() {
        return origActs() || origNobody ? null : orig;
    }

    /** The responder's address where that is outside. */
    @Nullable IpAddress respOutside() {
        return respServes() || respNobody ? null : resp;
    }

    String origKey() {
        return EntityKeys.address(site, orig.toString());
    }

    /** The responder as an entity or as the peer of the originator. */
    String respKey() {
        return respServes()
                ? EntityKeys.address(site, resp.toString())
                : EntityKeys.external(site, resp.toString());
    }

    /** The originator as the peer of a responder; outside, {@code identity} leaves its network. */
    String clientKey() {
        return origActs() ? origKey() : EntityKeys.client(site, orig.toString());
    }

    Zone origZone() {
        return origActs() || origNobody ? Zone.CORPORATE : Zone.INTERNET;
    }

    Zone respZone(boolean otProtocol) {
        if (respServes()) {
            return otProtocol ? Zone.OT_CONTROL : Zone.CORPORATE;
        }
        return respNobody ? Zone.CORPORATE : Zone.INTERNET;
    }
}
