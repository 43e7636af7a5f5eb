// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import io.touchline.operators.logs.DeclaredSource;
import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * What a decoder has to know of the venue.
 *
 * @param site venue, part of every key
 * @param maxEventsPerRecord events taken from one record; the rest is one dead letter
 * @param maxFutureMillis how far {@code when} may lie behind the write time
 * @param ownNetworks networks of the venue in CIDR form; other addresses are outside
 * @param ownMailDomains mail domains of the venue in lower case; empty: every recipient is own
 * @param declared sources that the venue describes itself
 * @param geography paths of geography databases, where the decoder runs; empty: of no address is
 *     known where it is
 * @param hashKeyFile file whose bytes are the key by which names of people are hashed, where the
 *     decoder runs; empty: names stay as they are
 * @param training the input is an archive: remember where each source ends, so that a stream that
 *     goes on from here does not count it again
 */
public record DecodeOptions(
        String site,
        int maxEventsPerRecord,
        long maxFutureMillis,
        Set<String> ownNetworks,
        Set<String> ownMailDomains,
        List<DeclaredSource> declared,
        List<String> geography,
        String hashKeyFile,
        boolean training)
        implements Serializable {
    private static final Set<String> PRIVATE_NETWORKS =
            Set.of(
                    "10.0.0.0/8",
                    "172.16.0.0/12",
                    "192.168.0.0/16",
                    "169.254.0.0/16",
                    "fc00::/7",
                    "fe80::/10");

    public DecodeOptions {
        ownNetworks = Set.copyOf(ownNetworks);
        ownMailDomains = Set.copyOf(ownMailDomains);
        declared = List.copyOf(declared);
        geography = List.copyOf(geography);
    }

    /** Site {@code venue}, private networks, five minutes, 10,000 events. */
    public static DecodeOptions defaults() {
        return new DecodeOptions(
                "venue",
                10_000,
                300_000,
                PRIVATE_NETWORKS,
                Set.of(),
                List.of(),
                List.of(),
                "",
                false);
    }

    /** The same options for another venue. */
    public DecodeOptions withSite(String newSite) {
        return with(newSite, declared, geography, hashKeyFile, training);
    }

    /** The same options with other declared sources. */
    public DecodeOptions withDeclared(List<DeclaredSource> sources) {
        return with(site, sources, geography, hashKeyFile, training);
    }

    /** The same options with these geography databases. */
    public DecodeOptions withGeography(List<String> paths) {
        return with(site, declared, paths, hashKeyFile, training);
    }

    /** The same options with names of people hashed. */
    public DecodeOptions withHashKeyFile(String file) {
        return with(site, declared, geography, file, training);
    }

    /** The same options over an archive that a stream will go on from. */
    public DecodeOptions forTraining() {
        return with(site, declared, geography, hashKeyFile, true);
    }

    private DecodeOptions with(
            String newSite,
            List<DeclaredSource> newDeclared,
            List<String> newGeography,
            String newHashKeyFile,
            boolean newTraining) {
        return new DecodeOptions(
                newSite,
                maxEventsPerRecord,
                maxFutureMillis,
                ownNetworks,
                ownMailDomains,
                newDeclared,
                newGeography,
                newHashKeyFile,
                newTraining);
    }
}
