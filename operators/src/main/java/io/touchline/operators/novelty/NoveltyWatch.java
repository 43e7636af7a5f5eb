// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.novelty;

import static io.touchline.operators.novelty.NoveltyAttribute.CLIENT_ASN;
import static io.touchline.operators.novelty.NoveltyAttribute.CLIENT_COUNTRY;
import static io.touchline.operators.novelty.NoveltyAttribute.CLIENT_NETWORK;
import static io.touchline.operators.novelty.NoveltyAttribute.DESTINATION;
import static io.touchline.operators.novelty.NoveltyAttribute.EXTERNAL_ADDRESS;
import static io.touchline.operators.novelty.NoveltyAttribute.EXTERNAL_ASN;
import static io.touchline.operators.novelty.NoveltyAttribute.EXTERNAL_COUNTRY;
import static io.touchline.operators.novelty.NoveltyAttribute.FUNCTION_BLOCK;
import static io.touchline.operators.novelty.NoveltyAttribute.INBOUND_ASN;
import static io.touchline.operators.novelty.NoveltyAttribute.INBOUND_NETWORK;
import static io.touchline.operators.novelty.NoveltyAttribute.INNER_SERVICE;
import static io.touchline.operators.novelty.NoveltyAttribute.MASTER;
import static io.touchline.operators.novelty.NoveltyAttribute.MASTER_FUNCTION;
import static io.touchline.operators.novelty.NoveltyAttribute.MESSAGE_FORM;
import static io.touchline.operators.novelty.NoveltyAttribute.OPERATION;
import static io.touchline.operators.novelty.NoveltyAttribute.RESPONDER_PORT;
import static io.touchline.operators.novelty.NoveltyAttribute.SENDER_ASN;
import static io.touchline.operators.novelty.NoveltyAttribute.SENDER_DOMAIN;
import static io.touchline.operators.novelty.NoveltyAttribute.SENDER_NETWORK;
import static io.touchline.operators.novelty.NoveltyAttribute.SERVICE;
import static io.touchline.operators.novelty.NoveltyAttribute.TOOL_FAMILY;
import static io.touchline.operators.novelty.NoveltyAttribute.USER_AGENT;
import static io.touchline.operators.novelty.NoveltyAttribute.WRITTEN_VALUE;

import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.Stage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which attributes of an interaction are drawn, by channel and role. Facts only: no threshold. */
public final class NoveltyWatch {
    /** Calibrated bits a finding needs in general. */
    public static final double GATE = 10;

    /** Calibrated bits an edge needs that leads inwards: to a controller, a server, a recipient. */
    public static final double EDGE_GATE = 6;

    private static final long BLOCK = 16;

    private NoveltyWatch() {}

    public static List<Watched> of(Interaction it) {
        List<Watched> drawn = new ArrayList<>(4);
        switch (it.channel()) {
            case NETWORK -> network(it, drawn);
            case ENDPOINT -> {
                network(it, drawn);
                ProcessWatch.draw(it, drawn);
            }
            case OT -> ot(it, drawn);
            case EMAIL -> email(it, drawn);
            case SAAS, CLOUD -> saas(it, drawn);
        }
        return drawn;
    }

    private static void network(Interaction it, List<Watched> drawn) {
        if (EntityKeys.isKind(it.entity(), EntityKeys.ACCOUNT)) {
            add(drawn, SERVICE, it.peer(), Stage.LATERAL_MOVEMENT, "T1078", GATE);
        } else if (it.action() == Action.LOG_ON || it.outcome() == Outcome.FAILURE) {
            return; // a lease is no contact; a failed contact is scanning's, not novelty's
        } else if (!it.acts()) {
            inbound(it, drawn);
        } else if (EntityKeys.isExternal(it.peer())) {
            outbound(it, drawn);
        } else if (it.action() == Action.CONNECT) {
            String service = EntityKeys.withService(it.peer(), port(it));
            add(drawn, INNER_SERVICE, service, Stage.LATERAL_MOVEMENT, "T1021", EDGE_GATE);
        }
    }

    private static void outbound(Interaction it, List<Watched> drawn) {
        String destination = it.attribute(Attribute.DESTINATION);
        if (destination != null) {
            add(drawn, DESTINATION, destination, Stage.COMMAND_AND_CONTROL, "T1071", GATE);
            String family = it.attribute(Attribute.TOOL_FAMILY);
            add(drawn, TOOL_FAMILY, family, Stage.COMMAND_AND_CONTROL, "T1572", GATE);
        } else if (it.action() == Action.CONNECT) {
            add(drawn, EXTERNAL_ADDRESS, outsider(it), Stage.COMMAND_AND_CONTROL, "T1071", GATE);
            widen(drawn, EXTERNAL_ASN, it.attribute(Attribute.ASN));
            widen(drawn, EXTERNAL_COUNTRY, it.attribute(Attribute.COUNTRY));
            add(drawn, RESPONDER_PORT, port(it), Stage.COMMAND_AND_CONTROL, "T1571", GATE);
        }
        String agent = it.attribute(Attribute.USER_AGENT_FAMILY);
        if (agent != null) {
            add(drawn, USER_AGENT, agent, Stage.COMMAND_AND_CONTROL, "T1071.001", GATE);
        }
    }

    private static void inbound(Interaction it, List<Watched> drawn) {
        if (EntityKeys.isExternal(it.peer()) && it.outcome() == Outcome.SUCCESS) {
            add(drawn, INBOUND_NETWORK, outsider(it), Stage.FOOTHOLD, "T1190", GATE);
            widen(drawn, INBOUND_ASN, it.attribute(Attribute.ASN));
        }
    }

    /**
     * Where somebody outside is; of an own user, whose way out it is. So who is known by her
     * account is known wherever she is, and her first time is still a first time: a stolen account
     * must not make its thief's network a familiar one.
     */
    private static String outsider(Interaction it) {
        String account = it.attribute(Attribute.EGRESS_ACCOUNT);
        return account == null ? EntityKeys.id(it.peer()) : "that of " + account;
    }

    private static void ot(Interaction it, List<Watched> drawn) {
        if (it.acts()) {
            return; // the controller, which is acted upon, is the judge
        }
        String function = it.attribute(Attribute.FUNCTION);
        add(drawn, MASTER, it.peer(), stage(it.action()), technique(it.action()), EDGE_GATE);
        if (function != null) {
            String pair = EntityKeys.withService(it.peer(), function);
            add(
                    drawn,
                    MASTER_FUNCTION,
                    pair,
                    stage(it.action()),
                    technique(it.action()),
                    EDGE_GATE);
        }
        // of a stranger his first function is told, not all that he touches with it
        String command = command(it);
        if (command != null) {
            widen(drawn, FUNCTION_BLOCK, command);
            if (it.measures().containsKey(Measure.VALUE) && it.action() != Action.READ) {
                widen(drawn, WRITTEN_VALUE, command + " = " + it.measure(Measure.VALUE, 0));
            }
        }
    }

    /**
     * What is done to a controller, and where: the function and the block of 16 addresses or the
     * object; null where the log tells no function.
     */
    public static @Nullable String command(Interaction it) {
        String function = it.attribute(Attribute.FUNCTION);
        if (function == null) {
            return null;
        }
        String range = it.attribute(Attribute.ADDRESS_RANGE);
        String object = it.attribute(Attribute.OBJECT_TYPE);
        String node = it.attribute(Attribute.NODE_ID);
        if (range != null) {
            return function + " at " + block(range);
        }
        return object == null && node == null
                ? function
                : function
                        + " at "
                        + (object == null ? "" : object + ' ')
                        + (node == null ? "" : node);
    }

    /** {@code 16-31} of {@code 20} and of {@code 20-22}; what is no number stays. */
    private static String block(String range) {
        int dash = range.indexOf('-', 1);
        String first = dash < 0 ? range : range.substring(0, dash);
        try {
            long from = Math.floorDiv(Long.parseLong(first), BLOCK) * BLOCK;
            return from + "-" + (from + BLOCK - 1);
        } catch (NumberFormatException e) {
            return range;
        }
    }

    private static void email(Interaction it, List<Watched> drawn) {
        if (it.acts() || it.action() != Action.RECEIVE) {
            return; // an attachment belongs to a message that was drawn already
        }
        String domain = it.attribute(Attribute.SENDER_DOMAIN);
        if (domain != null) {
            add(drawn, SENDER_DOMAIN, domain, Stage.DELIVERY, "T1566", EDGE_GATE);
        }
        String network = it.attribute(Attribute.CLIENT_NETWORK);
        if (network != null) {
            add(drawn, SENDER_NETWORK, network, Stage.DELIVERY, "T1566", GATE);
            widen(drawn, SENDER_ASN, it.attribute(Attribute.ASN));
        }
        add(drawn, MESSAGE_FORM, form(it), Stage.DELIVERY, "T1566", EDGE_GATE);
    }

    /** What kind of message it is, whoever sent it. */
    private static String form(Interaction it) {
        String attached = it.measure(Measure.ATTACHMENTS, 0) > 0 ? "with attachment" : "plain";
        boolean elsewhere = "true".equals(it.attribute(Attribute.REPLY_TO_DIFFERS));
        return elsewhere ? attached + " and answers going elsewhere" : attached;
    }

    private static void saas(Interaction it, List<Watched> drawn) {
        String operation = it.attribute(Attribute.OPERATION);
        if (operation != null) {
            OperationStages use = OperationStages.of(it.action(), operation);
            add(drawn, OPERATION, operation, use.stage(), use.technique(), GATE);
        }
        String network = it.attribute(Attribute.CLIENT_NETWORK);
        if (network != null) {
            add(drawn, CLIENT_NETWORK, network, Stage.FOOTHOLD, "T1078.004", GATE);
            widen(drawn, CLIENT_ASN, it.attribute(Attribute.ASN));
            widen(drawn, CLIENT_COUNTRY, it.attribute(Attribute.COUNTRY));
        }
        String agent = it.attribute(Attribute.USER_AGENT_FAMILY);
        if (agent != null) {
            add(drawn, USER_AGENT, agent, Stage.FOOTHOLD, "T1078.004", GATE);
        }
    }

    private static Stage stage(Action action) {
        return action == Action.WRITE || action == Action.COMMAND || action == Action.PROGRAM
                ? Stage.OT_IMPACT
                : Stage.OT_ACCESS;
    }

    private static String technique(Action action) {
        return switch (action) {
            case WRITE, COMMAND -> "T0855";
            case PROGRAM -> "T0843";
            case DISCOVER -> "T0846";
            default -> "T0848";
        };
    }

    private static String port(Interaction it) {
        String port = it.attribute(Attribute.RESPONDER_PORT);
        return port == null ? "?" : port;
    }

    private static void add(
            List<Watched> drawn,
            NoveltyAttribute attribute,
            @Nullable String value,
            Stage stage,
            String technique,
            double gate) {
        drawn.add(new Watched(attribute, value, stage, technique, gate, false));
    }

    /** What was drawn last, seen from further away, where that is known. */
    private static void widen(
            List<Watched> drawn, NoveltyAttribute attribute, @Nullable String value) {
        if (value != null) {
            Watched last = drawn.get(drawn.size() - 1);
            drawn.add(
                    new Watched(
                            attribute,
                            value,
                            last.stage(),
                            last.technique(),
                            last.gateBits(),
                            true));
        }
    }
}
