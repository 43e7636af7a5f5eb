// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.readiness;

import io.touchline.operators.logs.Log;
import io.touchline.operators.logs.Logs;
import io.touchline.operators.novelty.NoveltyAttribute;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.Channel;
import io.touchline.schemas.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which logs can feed which question of a detector, told from what the logs declare. A question
 * none of whose logs has a record is blind.
 */
final class DetectorFeeds {
    private DetectorFeeds() {}

    /**
     * @param question detector and what it asks about, as {@code novelty, first master}
     * @param logs names of the logs that feed it, in the order of docs/telemetry.md
     */
    record Blind(String question, List<String> logs) {}

    /**
     * The questions that none of {@code sources} feeds. A source that is no log of ours is a
     * declared one, which may feed any: it is not held against anything.
     */
    static List<Blind> blind(Set<String> sources) {
        List<Blind> blind = new ArrayList<>();
        for (NoveltyAttribute attribute : NoveltyAttribute.values()) {
            add(blind, "novelty, first " + attribute.noun(), novelty(attribute), sources);
        }
        add(blind, "rate of bytes sent out", rateOfBytes(), sources);
        add(blind, "edges, bursts between inner machines", edges(), sources);
        add(blind, "travel, journeys between sign-ins", journeys(), sources);
        add(blind, "beaconing, connections kept in step", packets(), sources);
        return blind;
    }

    private static void add(
            List<Blind> blind, String question, List<String> feeds, Set<String> sources) {
        if (feeds.stream().noneMatch(sources::contains)) {
            blind.add(new Blind(question, feeds));
        }
    }

    private static List<String> rateOfBytes() {
        return Logs.all().stream()
                .filter(log -> log.measures().contains(Measure.BYTES_OUT))
                .map(Log::name)
                .toList();
    }

    /** Contacts and logons, as {@code EdgeWatch} counts them. */
    private static List<String> edges() {
        return Logs.all().stream()
                .filter(DetectorFeeds::outbound)
                .filter(
                        log ->
                                log.actions().contains(Action.CONNECT)
                                        || log.actions().contains(Action.LOG_ON))
                .map(Log::name)
                .toList();
    }

    private static List<String> journeys() {
        return Logs.all().stream()
                .filter(log -> log.actions().contains(Action.LOG_ON))
                .filter(log -> log.measures().contains(Measure.LATITUDE))
                .map(Log::name)
                .toList();
    }

    private static List<String> packets() {
        return Logs.all().stream()
                .filter(log -> feeds(log, NoveltyAttribute.EXTERNAL_ADDRESS))
                .filter(log -> log.measures().contains(Measure.PACKETS_OUT))
                .map(Log::name)
                .toList();
    }

    private static List<String> novelty(NoveltyAttribute attribute) {
        return Logs.all().stream()
                .filter(log -> log.channel() != null && feeds(log, attribute))
                .map(Log::name)
                .toList();
    }

    private static boolean feeds(Log log, NoveltyAttribute attribute) {
        return switch (attribute) {
            case DESTINATION -> outbound(log) && tells(log, Attribute.DESTINATION);
            case TOOL_FAMILY -> outbound(log) && tells(log, Attribute.TOOL_FAMILY);
            case USER_AGENT -> !ot(log) && tells(log, Attribute.USER_AGENT_FAMILY);
            case EXTERNAL_ADDRESS, RESPONDER_PORT, INNER_SERVICE ->
                    outbound(log)
                            && log.actions().contains(Action.CONNECT)
                            && tells(log, Attribute.RESPONDER_PORT);
            case INBOUND_NETWORK ->
                    outbound(log)
                            && (log.actions().contains(Action.CONNECT)
                                    || log.actions().contains(Action.REQUEST));
            case MASTER -> ot(log);
            case MASTER_FUNCTION -> ot(log) && tells(log, Attribute.FUNCTION);
            case SENDER_DOMAIN -> mail(log) && tells(log, Attribute.SENDER_DOMAIN);
            case SENDER_NETWORK -> mail(log) && tells(log, Attribute.CLIENT_NETWORK);
            case MESSAGE_FORM -> mail(log);
            case OPERATION -> saas(log) && tells(log, Attribute.OPERATION);
            case CLIENT_NETWORK -> saas(log) && tells(log, Attribute.CLIENT_NETWORK);
            case SERVICE -> log.channel() == Channel.NETWORK && ofAccounts(log);
            case EXTERNAL_ASN ->
                    feeds(log, NoveltyAttribute.EXTERNAL_ADDRESS) && tells(log, Attribute.ASN);
            case EXTERNAL_COUNTRY ->
                    feeds(log, NoveltyAttribute.EXTERNAL_ADDRESS) && tells(log, Attribute.COUNTRY);
            case INBOUND_ASN ->
                    feeds(log, NoveltyAttribute.INBOUND_NETWORK) && tells(log, Attribute.ASN);
            case SENDER_ASN ->
                    feeds(log, NoveltyAttribute.SENDER_NETWORK) && tells(log, Attribute.ASN);
            case CLIENT_ASN ->
                    feeds(log, NoveltyAttribute.CLIENT_NETWORK) && tells(log, Attribute.ASN);
            case CLIENT_COUNTRY ->
                    feeds(log, NoveltyAttribute.CLIENT_NETWORK) && tells(log, Attribute.COUNTRY);
            case PROCESS_START, PROGRAM -> starts(log);
            case ARGUMENT_SHAPE -> starts(log) && tells(log, Attribute.ARGUMENT_SHAPE);
            case OUTBOUND_PROGRAM ->
                    endpoint(log)
                            && log.actions().contains(Action.CONNECT)
                            && tells(log, Attribute.IMAGE);
            case FILE_KIND ->
                    endpoint(log)
                            && log.actions().contains(Action.WRITE)
                            && tells(log, Attribute.FILE_EXTENSION);
            case CALL_BACK ->
                    feeds(log, NoveltyAttribute.EXTERNAL_ADDRESS)
                            && feeds(log, NoveltyAttribute.INBOUND_NETWORK);
            case FUNCTION_BLOCK ->
                    ot(log)
                            && tells(log, Attribute.FUNCTION)
                            && (tells(log, Attribute.ADDRESS_RANGE)
                                    || tells(log, Attribute.OBJECT_TYPE)
                                    || tells(log, Attribute.NODE_ID));
            case WRITTEN_VALUE -> ot(log) && log.measures().contains(Measure.VALUE);
        };
    }

    private static boolean tells(Log log, Attribute attribute) {
        return log.attributes().contains(attribute);
    }

    private static boolean ofAccounts(Log log) {
        return log.roles().stream().anyMatch(role -> role.entity().startsWith("account"));
    }

    private static boolean outbound(Log log) {
        @Nullable Channel channel = log.channel();
        return channel == Channel.NETWORK || channel == Channel.ENDPOINT;
    }

    private static boolean endpoint(Log log) {
        return log.channel() == Channel.ENDPOINT;
    }

    private static boolean starts(Log log) {
        return endpoint(log) && log.actions().contains(Action.SPAWN) && tells(log, Attribute.IMAGE);
    }

    private static boolean ot(Log log) {
        return log.channel() == Channel.OT;
    }

    private static boolean mail(Log log) {
        return log.channel() == Channel.EMAIL && log.actions().contains(Action.RECEIVE);
    }

    private static boolean saas(Log log) {
        return log.channel() == Channel.SAAS || log.channel() == Channel.CLOUD;
    }
}
