// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import io.touchline.operators.calibration.Candidate;
import io.touchline.operators.novelty.NoveltyAttribute;
import io.touchline.operators.novelty.NoveltyDetector;
import io.touchline.operators.novelty.NoveltyWatch;
import io.touchline.operators.novelty.ValueRow;
import io.touchline.operators.tables.SharedTable;
import io.touchline.operators.travel.Journey;
import io.touchline.operators.travel.Login;
import io.touchline.operators.travel.TravelDetector;
import io.touchline.operators.travel.TravelState;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.ContentIds;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.Stage;
import io.touchline.schemas.avro.Finding;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Watches from where, with what and when an account signs in. */
final class TravelWatch {
    private static final String STRATUM = "travel";
    private static final long DAY_MILLIS = 86_400_000;

    /**
     * Bits that the surprises must have together: most sign-ins are as always, so calibration finds
     * the least surprise rare. One of five that is new is not enough for a young account: it takes
     * 7.4 bits of one, 5.9 of each of two or 5.1 of each of three.
     */
    private static final double RAW_GATE = 4;

    /** Bits by which a sign-in must surprise more than the last told one of its day. */
    private static final double TOLD_AGAIN = 4;

    /** What was met on one day only is not known yet. */
    private static final int KNOWN_DAYS = 2;

    private final Tables tables;
    private final ScoreSink sink;
    private final NoveltyDraws draws;

    TravelWatch(Tables tables, ScoreSink sink, NoveltyDraws draws) {
        this.tables = tables;
        this.sink = sink;
        this.draws = draws;
    }

    /** To be called before the row is drawn: what it shows is not known by it yet. */
    void signIn(String entity, EntityBaseline it, Interaction row, EntityRows rows)
            throws Exception {
        String network = row.attribute(Attribute.CLIENT_NETWORK);
        if (network == null || !signsIn(entity, row)) {
            return;
        }
        boolean familiar = isKnown(network(row, network), rows);
        Login login = login(row, network, familiar);
        TravelState state = it.travel();
        if (!TravelDetector.isNews(state, login)) {
            return;
        }
        int day = (int) Math.floorDiv(row.writeTime(), DAY_MILLIS);
        Journey journey = TravelDetector.journey(state, login);
        Map<String, Double> parts = novel(it, row, network, rows);
        parts.put("hour", TravelDetector.hourBits(state, login));
        if (journey != null) {
            parts.put("travel", travel(it, login, journey, day, rows));
        }
        TravelDetector.learn(state, login);
        double bits = Math.min(it.capBits(), TravelDetector.together(parts.values()));
        if (bits < RAW_GATE || !strange(login, journey)) {
            sink.count(it.stratum(STRATUM), it.bucket(), bits, row.writeTime());
        } else if (state.toldDay != day || bits >= state.toldBits + TOLD_AGAIN) {
            state.toldDay = day;
            state.toldBits = (float) bits;
            tell(entity, it, row, network, login, journey, parts, bits);
        }
    }

    /** Whether one end of it is not known; a new program at a known one is novelty's. */
    private static boolean strange(Login login, @Nullable Journey journey) {
        return !login.familiar()
                || (journey != null
                        && journey.kilometresPerHour() > 0
                        && !journey.other().familiar());
    }

    /** Who failed has been nowhere. */
    private static boolean signsIn(String entity, Interaction row) {
        return EntityKeys.isKind(entity, EntityKeys.ACCOUNT)
                && row.acts()
                && row.action() == Action.LOG_ON
                && row.outcome() == Outcome.SUCCESS;
    }

    private static Login login(Interaction row, String network, boolean familiar) {
        Login login =
                Login.somewhere(
                        row.when(),
                        (int) ContentIds.hash64(network),
                        row.attribute(Attribute.COUNTRY),
                        familiar);
        double north = row.measure(Measure.LATITUDE, Double.NaN);
        double east = row.measure(Measure.LONGITUDE, Double.NaN);
        return Math.abs(north) <= 90 && Math.abs(east) <= 180
                ? login.at(north, east, row.measure(Measure.RADIUS_KM, 0))
                : login;
    }

    /** Bits of each attribute that the row tells: those of a new value, or 0 of a known one. */
    private static Map<String, Double> novel(
            EntityBaseline it, Interaction row, String network, EntityRows rows) throws Exception {
        Map<String, Double> parts = new TreeMap<>();
        Value own = network(row, network);
        put(parts, "network", own.attribute, own.text, it, rows);
        String country = row.attribute(Attribute.COUNTRY);
        put(parts, "country", NoveltyAttribute.CLIENT_COUNTRY, country, it, rows);
        String program = row.attribute(Attribute.USER_AGENT_FAMILY);
        put(parts, "program", NoveltyAttribute.USER_AGENT, program, it, rows);
        return parts;
    }

    private static void put(
            Map<String, Double> parts,
            String part,
            NoveltyAttribute attribute,
            @Nullable String text,
            EntityBaseline it,
            EntityRows rows)
            throws Exception {
        if (text != null) {
            boolean known = isKnown(new Value(attribute, text), rows);
            double bits = NoveltyDetector.newBits(attribute, it.novelty(attribute));
            parts.put(part, known ? 0 : bits);
        }
    }

    /**
     * Bits of the journey; few where it says nothing of a person: between two networks that the
     * account uses anyway (a phone beside a laptop, a VPN that is switched on and off), between two
     * places between which it was before, or of an account that many share.
     */
    private double travel(EntityBaseline it, Login login, Journey journey, int day, EntityRows rows)
            throws Exception {
        if (journey.kilometresPerHour() <= 0) {
            return 0;
        }
        TravelState state = it.travel();
        double bits = TravelDetector.bits(journey.kilometresPerHour());
        boolean usual = login.familiar() && journey.other().familiar();
        boolean known = pairIsKnown(it, login, journey, day, rows);
        if (!usual && !known) {
            TravelDetector.conflict(state, journey, day);
        }
        return usual || known || TravelDetector.shared(state) ? TravelDetector.relayed(bits) : bits;
    }

    private boolean pairIsKnown(
            EntityBaseline it, Login login, Journey journey, int day, EntityRows rows)
            throws Exception {
        String here = login.cell();
        String there = journey.other().cell();
        boolean ordered = here.compareTo(there) <= 0;
        long hash =
                ContentIds.hash64("places=" + (ordered ? here + ' ' + there : there + ' ' + here));
        ValueRow before = rows.value(hash);
        ValueRow after = before == null ? new ValueRow(day, day, 1) : before.metOn(day);
        if (after != before) {
            rows.putValue(hash, after);
        }
        if (before == null) {
            draws.held(it, rows);
        }
        return before != null && before.days() >= KNOWN_DAYS;
    }

    private void tell(
            String entity,
            EntityBaseline it,
            Interaction row,
            String network,
            Login login,
            @Nullable Journey journey,
            Map<String, Double> parts,
            double bits) {
        SharedTable group = tables.group(entity, it, row.writeTime());
        Value own = network(row, network);
        Finding finding =
                new Findings(entity, it, tables, group.entities())
                        .of("travel", row)
                        .setFindingId(
                                ContentIds.uuid(
                                        "travel",
                                        entity,
                                        Long.toHexString(row.idHigh()),
                                        Long.toHexString(row.idLow())))
                        .setStage(Stage.FOOTHOLD.key())
                        .setObserved(TravelWords.observed(row, network, journey))
                        .setExpected(TravelWords.expected(it.travel(), parts))
                        .setSupport((long) it.travel().signIns)
                        .setTechniques(List.of("T1078"))
                        .setExplanation(TravelWords.explanation(parts, bits, own.text))
                        .setParts(parts)
                        .build();
        Candidate candidate =
                new Candidate(
                        it.stratum(STRATUM),
                        it.bucket(),
                        bits,
                        NoveltyWatch.GATE,
                        it.capBits(),
                        row.writeTime(),
                        EntityKeys.prevalence(group.key(), own.attribute.key(), own.text),
                        ContentIds.hash64(entity),
                        group.entities(),
                        it.unsettledUntil > row.writeTime(),
                        finding);
        if (login.familiar()) {
            // it is the other one who is the stranger, and of him the peers were asked then
            sink.count(candidate.stratum(), candidate.bucket(), bits, candidate.knownAt());
            sink.calibrate(candidate);
        } else {
            sink.ask(candidate); // a network that many use is a relay, or the way home of all
        }
    }

    /** Whose network it is where that is told, else the network itself: as novelty draws it. */
    private static Value network(Interaction row, String network) {
        String asn = row.attribute(Attribute.ASN);
        return asn == null
                ? new Value(NoveltyAttribute.CLIENT_NETWORK, network)
                : new Value(NoveltyAttribute.CLIENT_ASN, asn);
    }

    private static boolean isKnown(Value value, EntityRows rows) throws Exception {
        ValueRow row = rows.value(NoveltyDraws.hash(value.attribute, value.text));
        return row != null && row.days() >= KNOWN_DAYS;
    }

    private record Value(NoveltyAttribute attribute, String text) {}
}
