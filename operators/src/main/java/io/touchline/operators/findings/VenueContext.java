// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.findings;

import io.touchline.operators.venue.VenueFile;
import io.touchline.operators.venue.VenueFile.Asset;
import io.touchline.operators.venue.VenueFile.Organisation;
import io.touchline.operators.venue.VenueFunction;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.avro.Finding;
import io.touchline.schemas.avro.VenueFacts;
import org.jspecify.annotations.Nullable;

/**
 * Writes into a finding what the venue file says of its ends, so that whoever reads findings needs
 * no file and a replay tells the same.
 */
final class VenueContext {
    private VenueContext() {}

    static Finding add(Finding finding, VenueFile file) {
        VenueFacts entity =
                facts(
                        file,
                        finding.getEntity(),
                        finding.getEntityAddress(),
                        finding.getEntityName(),
                        finding.getRegime());
        VenueFacts peer =
                facts(
                        file,
                        EntityKeys.withoutService(finding.getPeer()),
                        finding.getPeerAddress(),
                        finding.getPeerName(),
                        finding.getRegime());
        return entity == null && peer == null
                ? finding
                : Finding.newBuilder(finding).setVenueEntity(entity).setVenuePeer(peer).build();
    }

    private static @Nullable VenueFacts facts(
            VenueFile file,
            String key,
            @Nullable String address,
            @Nullable String name,
            String phase) {
        if (EntityKeys.isKind(key, EntityKeys.PROCESS)
                || EntityKeys.isKind(key, EntityKeys.SOURCE)) {
            return null; // neither a machine nor a person
        }
        VenueFunction function = file.function(key, address, name);
        Organisation organisation = file.organisation(key, address, name);
        Asset asset = file.asset(key, address, name);
        if (function == null && organisation == null && asset == null) {
            return null;
        }
        return VenueFacts.newBuilder()
                .setFunction(function == null ? null : function.name())
                .setConsequence(function == null ? null : function.consequence(phase).key())
                .setOwner(function == null ? null : function.owner())
                .setContact(function == null ? null : function.contact(phase))
                .setOrganisation(organisation == null ? null : organisation.name())
                .setOrganisationContact(organisation == null ? null : organisation.contact())
                .setAsset(asset == null ? null : asset.name())
                .build();
    }
}
