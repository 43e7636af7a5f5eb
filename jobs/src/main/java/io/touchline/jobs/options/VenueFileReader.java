// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.options;

import io.touchline.jobs.files.InputException;
import io.touchline.jobs.yaml.YamlFile;
import io.touchline.jobs.yaml.YamlObject;
import io.touchline.operators.logs.Logs;
import io.touchline.operators.telemetry.IpAddress;
import io.touchline.operators.telemetry.IpPrefix;
import io.touchline.operators.venue.Consequence;
import io.touchline.operators.venue.Members;
import io.touchline.operators.venue.VenueFile;
import io.touchline.operators.venue.VenueFile.Asset;
import io.touchline.operators.venue.VenueFile.Cohort;
import io.touchline.operators.venue.VenueFile.Organisation;
import io.touchline.operators.venue.VenueFile.Zoned;
import io.touchline.operators.venue.VenueFunction;
import io.touchline.operators.venue.VenueReader;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Zone;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The venue file as YAML; docs/venue-file.md describes it. Everything in it is optional. */
public final class VenueFileReader implements VenueReader {
    private static final long serialVersionUID = 1L;

    /** Longest text in characters; a large stadium needs some 20,000. */
    public static final int MAX_LENGTH = 1 << 20;

    /** What is not known without a file, and the cure. */
    public static final String ABSENT =
            "no venue file: functions, owners, organisations and protected assets are not known, and"
                    + " every controller counts as life safety; set venue.file";

    private static final String CURE = "docs/venue-file.md lists every name and its values";
    private static final String OTHERWISE = "otherwise";
    private static final Set<Zone> ZONES = EnumSet.range(Zone.VISITOR, Zone.OT_CONTROL);

    private final String name;

    /**
     * @param name of the file, for messages
     */
    public VenueFileReader(String name) {
        this.name = name;
    }

    /**
     * @throws InputException the text holds something that cannot be; the message tells each with
     *     its line
     */
    @Override
    public VenueFile read(String text) {
        return text.isEmpty() ? VenueFile.nothing() : new Reading(text, name, List.of()).file();
    }

    /**
     * As {@link #read}, and every network of a zone or cohort must lie in one of {@code own}: what
     * is the venue's own is said by {@code venue.networks} alone.
     *
     * @throws InputException as {@link #read}
     */
    public VenueFile check(String text, List<String> own) {
        if (text.length() > MAX_LENGTH) {
            throw new InputException(
                    "could not use " + name + ": it is longer than " + MAX_LENGTH + " characters",
                    "declare networks in place of single addresses");
        }
        return text.isEmpty()
                ? VenueFile.nothing()
                : new Reading(text, name, own.stream().map(IpPrefix::parse).toList()).file();
    }

    /** One reading of one text. */
    private static final class Reading {
        private final YamlFile file;
        private final YamlObject root;
        private final List<IpPrefix> own;

        Reading(String text, String name, List<IpPrefix> own) {
            this.file = YamlFile.parse(text, name);
            this.root = file.root();
            this.own = own;
        }

        VenueFile file() {
            VenueFile read =
                    new VenueFile(zones(), cohorts(), organisations(), functions(), assets());
            consistency();
            file.check(CURE);
            return read;
        }

        private List<Zoned> zones() {
            List<Zoned> zones = new ArrayList<>();
            YamlObject object = root.below("zones");
            for (String each : object.names()) {
                Zone zone =
                        ZONES.stream().filter(it -> it.key().equals(each)).findFirst().orElse(null);
                if (zone == null) {
                    file.wrong(
                            object.line(each),
                            "zones." + each + " is no zone of a venue; known are " + zoneNames());
                }
                networks(object, each, true)
                        .forEach(
                                network -> {
                                    refuseTwoZones(zones, network, zone, object.line(each));
                                    zones.add(new Zoned(network, zone == null ? Zone.DMZ : zone));
                                });
            }
            return List.copyOf(zones);
        }

        private void refuseTwoZones(
                List<Zoned> zones, IpPrefix network, @Nullable Zone zone, int line) {
            for (Zoned earlier : zones) {
                if (earlier.zone() != zone && earlier.network().sameAs(network)) {
                    file.wrong(
                            line,
                            "a network is both "
                                    + earlier.zone().key()
                                    + " and "
                                    + (zone == null ? "unknown" : zone.key()));
                }
            }
        }

        private static String zoneNames() {
            return String.join(", ", ZONES.stream().map(Zone::key).toList());
        }

        private List<Cohort> cohorts() {
            List<Cohort> cohorts = new ArrayList<>();
            YamlObject object = root.below("cohorts");
            for (String each : object.names()) {
                named(object, each);
                networks(object, each, true)
                        .forEach(network -> cohorts.add(new Cohort(network, each)));
            }
            return List.copyOf(cohorts);
        }

        private List<Organisation> organisations() {
            List<Organisation> all = new ArrayList<>();
            each(
                    "organisations",
                    (each, it) ->
                            all.add(new Organisation(each, members(it), optional(it, "contact"))));
            return List.copyOf(all);
        }

        private List<VenueFunction> functions() {
            List<VenueFunction> all = new ArrayList<>();
            each(
                    "functions",
                    (each, it) -> {
                        Map<String, String> contacts = new TreeMap<>();
                        YamlObject byPhase = it.below("contacts");
                        for (String phase : byPhase.names()) {
                            contacts.put(phase(byPhase, phase), byPhase.text(phase));
                        }
                        YamlObject consequence = it.below("consequence");
                        all.add(
                                new VenueFunction(
                                        each,
                                        members(it),
                                        optional(it, "owner"),
                                        optional(it, "contact"),
                                        Map.copyOf(contacts),
                                        levels(consequence),
                                        otherwise(consequence)));
                    });
            return List.copyOf(all);
        }

        private Map<String, Consequence> levels(YamlObject object) {
            Map<String, Consequence> levels = new TreeMap<>();
            for (String phase : object.names()) {
                if (!phase.equals(OTHERWISE)) {
                    levels.put(phase(object, phase), object.oneOf(phase, Consequence.MEDIUM));
                }
            }
            return Map.copyOf(levels);
        }

        private static @Nullable Consequence otherwise(YamlObject object) {
            return object.has(OTHERWISE) ? object.oneOf(OTHERWISE, Consequence.MEDIUM) : null;
        }

        private List<Asset> assets() {
            List<Asset> all = new ArrayList<>();
            each("protected", (each, it) -> all.add(new Asset(each, members(it))));
            return List.copyOf(all);
        }

        /** Groups of numbers that must agree: checked here, compared by nothing yet. */
        private void consistency() {
            YamlObject groups = root.below("consistency");
            for (String group : groups.names()) {
                named(groups, group);
                List<YamlObject> numbers = groups.objects(group);
                if (numbers.size() < 2) {
                    file.wrong(
                            groups.line(group),
                            "consistency." + group + " needs two numbers or more");
                }
                for (YamlObject number : numbers) {
                    String source = number.text("source");
                    if (!source.isEmpty() && Logs.named(source) == null) {
                        file.wrong(number.line("source"), "source " + source + " is no known log");
                    }
                    number.text("entity");
                    number.oneOf("measure", Measure.BYTES_OUT);
                }
            }
        }

        private void each(String list, BiConsumer<String, YamlObject> read) {
            YamlObject object = root.below(list);
            for (String each : object.names()) {
                named(object, each);
                read.accept(each, object.below(each));
            }
        }

        private void named(YamlObject object, String each) {
            if (!each.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,59}")) {
                file.wrong(
                        object.line(each),
                        "the name "
                                + each
                                + " must be letters, digits, spaces, dots, - and _, at most 60");
            }
        }

        private Members members(YamlObject it) {
            Members members =
                    new Members(
                            networks(it, "networks", false),
                            lower(it, "macs", "([0-9a-f]{2}:){0,5}[0-9a-f]{2}:?", "8c:47:be"),
                            lower(it, "names", "\\*?[^*\\s]+\\*?", "cam-*"),
                            lower(it, "accounts", "\\*?[^*\\s]+\\*?", "*@supplier.example"));
            if (members.isEmpty()) {
                file.wrong(it.line(), "needs networks, macs, names or accounts");
            }
            return members;
        }

        private List<String> lower(YamlObject it, String list, String shape, String example) {
            List<String> texts = new ArrayList<>();
            for (String text : it.texts(list)) {
                String lower = text.toLowerCase(Locale.ROOT);
                if (!lower.matches(shape) || (lower.startsWith("*") && lower.endsWith("*"))) {
                    file.wrong(
                            it.line(list),
                            list + " holds " + text + ", which is none; write it as " + example);
                }
                texts.add(lower);
            }
            return List.copyOf(texts);
        }

        private List<IpPrefix> networks(YamlObject it, String list, boolean mustBeOwn) {
            List<IpPrefix> networks = new ArrayList<>();
            for (String text : it.texts(list)) {
                IpPrefix network = IpPrefix.parse(text);
                if (network == null) {
                    file.wrong(
                            it.line(list),
                            list + " holds " + text + ", which is no network in CIDR form");
                } else if (mustBeOwn && !own.isEmpty() && !isOwn(network)) {
                    file.wrong(
                            it.line(list),
                            text + " lies in no network of venue.networks; add it there");
                } else {
                    networks.add(network);
                }
            }
            return List.copyOf(networks);
        }

        private boolean isOwn(IpPrefix network) {
            IpAddress base = network.base();
            return own.stream().anyMatch(it -> it.bits() <= network.bits() && it.holds(base));
        }

        private String phase(YamlObject object, String text) {
            String phase = text.toUpperCase(Locale.ROOT).replace('-', '_');
            if (!VenueCalendar.PHASES.contains(phase) && !phase.equals(VenueCalendar.USUAL)) {
                file.wrong(
                        object.line(text),
                        text
                                + " is no phase; known are run-up, load-in, doors, live, egress,"
                                + " load-out, business-as-usual");
            }
            return phase;
        }

        private static @Nullable String optional(YamlObject it, String each) {
            return it.has(each) ? it.text(each) : null;
        }
    }
}
