// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.venue;

import io.touchline.operators.telemetry.IpAddress;
import io.touchline.operators.telemetry.IpPrefix;
import io.touchline.schemas.Zone;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of the venue file. Immutable. Where two of one list hold the same entity the first
 * counts; of networks the longest prefix.
 *
 * @param zones own networks and what kind of zone they are
 * @param cohorts own networks and the name under which their visitors are learnt
 * @param organisations suppliers, broadcasters and others who come again
 * @param functions what the venue does by machines
 * @param assets what no response may aim at
 */
public record VenueFile(
        List<Zoned> zones,
        List<Cohort> cohorts,
        List<Organisation> organisations,
        List<VenueFunction> functions,
        List<Asset> assets) {
    private static final VenueFile NOTHING =
            new VenueFile(List.of(), List.of(), List.of(), List.of(), List.of());

    /** A network and its zone. */
    public record Zoned(IpPrefix network, Zone zone) {}

    /** A network and the cohort of its visitors. */
    public record Cohort(IpPrefix network, String name) {}

    /**
     * @param contact how to reach it; null where the file does not say
     */
    public record Organisation(String name, Members members, @Nullable String contact) {}

    /** What no response may aim at, by the name that the refusal says. */
    public record Asset(String name, Members members) {}

    /** What holds without a file. */
    public static VenueFile nothing() {
        return NOTHING;
    }

    /** Whether it says anything of addresses. */
    public boolean places() {
        return !zones.isEmpty() || !cohorts.isEmpty();
    }

    /** Null where no declared network holds the address: nothing is guessed. */
    public @Nullable Zone zone(IpAddress address) {
        Zoned best = null;
        for (Zoned each : zones) {
            if (each.network.holds(address)
                    && (best == null || each.network.bits() > best.network.bits())) {
                best = each;
            }
        }
        return best == null ? null : best.zone;
    }

    /** Null where no declared network holds the address. */
    public @Nullable String cohort(IpAddress address) {
        Cohort best = null;
        for (Cohort each : cohorts) {
            if (each.network.holds(address)
                    && (best == null || each.network.bits() > best.network.bits())) {
                best = each;
            }
        }
        return best == null ? null : best.name;
    }

    /** Parameters as of {@link Members#hold}. */
    public @Nullable VenueFunction function(
            String key, @Nullable String address, @Nullable String name) {
        for (VenueFunction each : functions) {
            if (each.members().hold(key, address, name)) {
                return each;
            }
        }
        return null;
    }

    /** Parameters as of {@link Members#hold}. */
    public @Nullable Organisation organisation(
            String key, @Nullable String address, @Nullable String name) {
        for (Organisation each : organisations) {
            if (each.members.hold(key, address, name)) {
                return each;
            }
        }
        return null;
    }

    /** Parameters as of {@link Members#hold}. */
    public @Nullable Asset asset(String key, @Nullable String address, @Nullable String name) {
        for (Asset each : assets) {
            if (each.members.hold(key, address, name)) {
                return each;
            }
        }
        return null;
    }
}
