// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.identity.Binding;
import io.touchline.operators.logs.DeclaredSource.Choice;
import io.touchline.operators.logs.DeclaredSource.End;
import io.touchline.operators.logs.DeclaredSource.Moment;
import io.touchline.operators.telemetry.DeadLetterReason;
import io.touchline.operators.telemetry.HostNames;
import io.touchline.operators.telemetry.IpAddress;
import io.touchline.operators.telemetry.MacAddresses;
import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.operators.telemetry.Texts;
import io.touchline.operators.telemetry.Times;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.Channel;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.Zone;
import io.touchline.schemas.avro.Declared;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records of a source that the venue declared. Where both ends are machines of the venue each is
 * told what it did or what was done to it, as with connections.
 */
final class DeclaredRecords {
    private final DeclaredSource source;
    private final @Nullable DateTimeFormatter when;
    private final @Nullable DateTimeFormatter written;

    /** What an end is in one record. */
    private record Party(String key, @Nullable String name, Zone zone, @Nullable IpAddress at) {}

    /**
     * @throws IllegalArgumentException when a pattern or zone is none
     */
    DeclaredRecords(DeclaredSource source) {
        this.source = source;
        this.when = formatter(source.when());
        this.written = source.written() == null ? null : formatter(source.written());
    }

    Action[] actions() {
        Set<Action> all = EnumSet.of(source.action().otherwise());
        all.addAll(source.action().map().values());
        return all.toArray(new Action[0]);
    }

    Attribute[] attributes() {
        Set<Attribute> all = EnumSet.of(Attribute.COUNTRY, Attribute.ASN);
        all.addAll(source.attributes().keySet());
        return all.toArray(new Attribute[0]);
    }

    @Nullable Long writtenMicros(RecordFields fields) {
        Moment moment = source.written();
        Long micros = moment == null ? null : micros(moment, written, fields);
        return micros == null ? micros(source.when(), when, fields) : micros;
    }

    Event event(RecordFields fields, RecordContext context) throws Refusal {
        Long micros = micros(source.when(), when, fields);
        if (micros == null) {
            throw noTime(fields);
        }
        Party entity = party(source.entity(), fields, context);
        if (entity == null) {
            throw Refusal.missing(source.entity().field());
        }
        Party peer = source.peer() == null ? entity : party(source.peer(), fields, context);
        if (peer == null) {
            throw Refusal.missing(source.peer() == null ? "" : source.peer().field());
        }
        Action action = choose(source.action(), fields);
        Outcome outcome = choose(source.outcome(), fields);
        Declared telemetry =
                Declared.newBuilder()
                        .setLog(context.name())
                        .setWhenMicros(micros)
                        .setSource(source.name())
                        .setEntity(entity.key)
                        .setPeer(peer.key)
                        .setAction(action.name())
                        .setOutcome(outcome.name())
                        .setValues(values(fields))
                        .build();
        Draft draft = context.draft(telemetry, micros, action);
        draft.outcome(outcome);
        source.measures().forEach((measure, f) -> draft.number(measure, number(fields, f)));
        source.attributes().forEach((name, field) -> draft.attribute(name, fields.text(field)));
        roles(draft, entity, peer, context);
        bind(draft, fields);
        boolean loggedOn = action == Action.LOG_ON && outcome == Outcome.SUCCESS;
        if (loggedOn && EntityKeys.isKind(entity.key, EntityKeys.ACCOUNT)) {
            bindSession(draft, EntityKeys.id(entity.key), fields);
        }
        return draft.event();
    }

    private void roles(Draft draft, Party entity, Party peer, RecordContext context) {
        if (entity.at != null && peer.at != null) {
            Roles roles = Roles.of(context.venue(), entity.at, peer.at, null, null);
            boolean ot = source.channel() == Channel.OT;
            if (roles.origActs()) {
                draft.place(roles.respOutside());
                draft.role(
                        true,
                        roles.origKey(),
                        entity.name,
                        roles.respKey(),
                        peer.name,
                        roles.origZone(),
                        roles.respZone(ot));
            }
            if (roles.respServes()) {
                draft.place(roles.origOutside());
                draft.role(
                        false,
                        roles.respKey(),
                        peer.name,
                        roles.clientKey(),
                        entity.name,
                        roles.respZone(ot),
                        roles.origZone());
            }
            return;
        }
        boolean outside = EntityKeys.isKind(entity.key, EntityKeys.EXTERNAL);
        if (!outside) {
            draft.role(true, entity.key, entity.name, peer.key, peer.name, entity.zone, peer.zone);
        }
        if (!peer.key.equals(entity.key) && machine(peer.key)) {
            draft.role(false, peer.key, peer.name, entity.key, entity.name, peer.zone, entity.zone);
        }
    }

    private static boolean machine(String key) {
        return EntityKeys.isKind(key, EntityKeys.ADDRESS)
                || EntityKeys.isKind(key, EntityKeys.DEVICE)
                || EntityKeys.isKind(key, EntityKeys.HOST);
    }

    private @Nullable Party party(End end, RecordFields fields, RecordContext context) {
        String value = end.field().isEmpty() ? end.value() : fields.text(end.field());
        if (value == null || value.isEmpty()) {
            return null;
        }
        String site = context.venue().site();
        String named = end.nameField().isEmpty() ? null : fields.text(end.nameField());
        String name = named == null ? value : named;
        String lower = Texts.lower(Texts.attribute(value));
        return switch (end.kind()) {
            case DEVICE -> device(value, named, context);
            case ACCOUNT -> new Party(EntityKeys.account(site, lower), name, inner(), null);
            case MAILBOX -> new Party(EntityKeys.mailbox(site, lower), name, inner(), null);
            case SERVICE -> new Party(EntityKeys.service(site, lower), name, inner(), null);
            case EXTERNAL -> {
                String host = HostNames.canonical(value);
                String id = host == null ? lower : HostNames.registeredDomain(host);
                yield new Party(EntityKeys.external(site, id), name, Zone.INTERNET, null);
            }
        };
    }

    private Party device(String value, @Nullable String named, RecordContext context) {
        String site = context.venue().site();
        IpAddress address = IpAddress.parse(value);
        if (address != null) {
            String key =
                    context.venue().owns(address)
                            ? EntityKeys.address(site, address.toString())
                            : EntityKeys.external(site, address.toString());
            Zone zone = context.venue().owns(address) ? inner() : Zone.INTERNET;
            return new Party(key, named, zone, address);
        }
        String mac = MacAddresses.canonical(value);
        if (mac != null) {
            return new Party(EntityKeys.device(site, mac), named, inner(), null);
        }
        String host = HostNames.canonical(value);
        String machine = host == null ? Texts.lower(Texts.attribute(value)) : host;
        int dot = machine.indexOf('.');
        String label = dot <= 0 ? machine : machine.substring(0, dot);
        return new Party(
                EntityKeys.host(site, label), named == null ? value : named, inner(), null);
    }

    private Zone inner() {
        return switch (source.channel()) {
            case OT -> Zone.OT_CONTROL;
            case SAAS, CLOUD -> Zone.SAAS;
            case NETWORK, ENDPOINT, EMAIL -> Zone.CORPORATE;
        };
    }

    private void bind(Draft draft, RecordFields fields) {
        DeclaredSource.Lease lease = source.lease();
        if (lease == null) {
            return;
        }
        String address = fields.addressText(lease.address());
        String mac = fields.text(lease.mac());
        String holder = mac == null ? null : MacAddresses.canonical(mac);
        if (address != null && holder != null) {
            String name = lease.name().isEmpty() ? null : fields.text(lease.name());
            draft.bind(Binding.Kind.DEVICE, address, holder, name, draft.when() + lease.millis());
        }
    }

    private void bindSession(Draft draft, String account, RecordFields fields) {
        DeclaredSource.Session session = source.session();
        for (String field : session == null ? List.<String>of() : session.addresses()) {
            String told = fields.text(field);
            IpAddress address = told == null ? null : IpAddress.parseWithPort(told);
            if (address != null && !address.nobody() && !address.multicast()) {
                draft.bindWeak(
                        Binding.Kind.SIGN_IN,
                        address.toString(),
                        account,
                        draft.when(),
                        Binding.OPEN);
            }
        }
    }

    private List<String> values(RecordFields fields) {
        List<String> values = new ArrayList<>();
        source.measures()
                .forEach((measure, f) -> values.add(measure + "=" + fields.text(f.field())));
        source.attributes().forEach((name, f) -> values.add(name + "=" + fields.text(f)));
        return values;
    }

    private static @Nullable Double number(RecordFields fields, DeclaredSource.Figure figure) {
        Long millionths = fields.intervalMicros(figure.field());
        return millionths == null ? null : millionths / 1e6 * figure.factor();
    }

    private static <T extends Enum<T>> T choose(Choice<T> choice, RecordFields fields) {
        String value = choice.field().isEmpty() ? null : fields.text(choice.field());
        T chosen = value == null ? null : choice.map().get(Texts.lower(value));
        return chosen == null ? choice.otherwise() : chosen;
    }

    private static @Nullable Long micros(
            Moment moment, @Nullable DateTimeFormatter formatter, RecordFields fields) {
        String text = text(moment, fields);
        if (text == null) {
            return null;
        }
        long micros = Times.UNKNOWN;
        if (formatter == null) {
            micros = Times.micros(text);
        } else {
            try {
                Instant at = formatter.parse(text, Instant::from);
                micros =
                        Math.addExact(
                                Math.multiplyExact(at.getEpochSecond(), 1_000_000L),
                                at.getNano() / 1_000);
            } catch (DateTimeException | ArithmeticException e) {
                return null; // no time in this pattern
            }
        }
        return micros < 0 || micros > Times.LAST_MICROS ? null : Long.valueOf(micros);
    }

    private static @Nullable String text(Moment moment, RecordFields fields) {
        StringBuilder text = new StringBuilder();
        for (String field : moment.fields()) {
            String part = fields.text(field);
            if (part == null) {
                return null;
            }
            text.append(text.length() == 0 ? "" : " ").append(part);
        }
        return text.toString();
    }

    private Refusal noTime(RecordFields fields) {
        String text = text(source.when(), fields);
        String names = String.join(" and ", source.when().fields());
        return text == null
                ? new Refusal(DeadLetterReason.NO_TIME, names + " is absent")
                : new Refusal(
                        DeadLetterReason.BAD_TIME,
                        names + " is no time: " + Texts.escaped(text, 64));
    }

    private static @Nullable DateTimeFormatter formatter(Moment moment) {
        try {
            return moment.pattern().isEmpty()
                    ? null
                    : DateTimeFormatter.ofPattern(moment.pattern(), Locale.ENGLISH)
                            .withZone(ZoneId.of(moment.zone()));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
