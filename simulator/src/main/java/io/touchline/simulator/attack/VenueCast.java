// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import io.touchline.simulator.life.Mailboxes;
import io.touchline.simulator.life.Site;
import io.touchline.simulator.random.Draws;
import io.touchline.simulator.venue.Controller;
import io.touchline.simulator.venue.Machine;
import io.touchline.simulator.venue.Person;
import io.touchline.simulator.venue.VenuePlan;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The people and machines of a simulated venue; and strangers who were not there before. */
public final class VenueCast implements Cast {
    private static final int STRANGERS = 20;
    private static final Set<String> WINDOWS_SERVERS =
            Set.of(
                    "domain-controller",
                    "file-server",
                    "building-management",
                    "engineering",
                    "access-control",
                    "power-supervision");

    private final VenuePlan plan;

    public VenueCast(VenuePlan plan) {
        this.plan = plan;
    }

    @Override
    public List<Actor> all(String selector) {
        if (selector.endsWith("-mailbox")) {
            String department = selector.substring(0, selector.length() - "-mailbox".length());
            return people(department).filter(Person::hasMailbox).map(VenueCast::mailbox).toList();
        }
        if (selector.endsWith("-account")) {
            String department = selector.substring(0, selector.length() - "-account".length());
            return people(department).map(VenueCast::account).toList();
        }
        return switch (selector) {
            case "visitor" -> strangers("visitor", "10.50.200.", true);
            case "unknown-box" -> strangers("unknown-box", "10.12.9.", false);
            case "new-server" -> strangers("new-server", "10.10.0.2", false);
            case "supplier" -> strangers("supplier", "10.60.0.", false);
            case "workload" -> plan.workloads().stream().map(VenueCast::workload).toList();
            default ->
                    plan.workloads().contains(selector)
                            ? List.of(workload(selector))
                            : machines(selector);
        };
    }

    private List<Actor> machines(String selector) {
        Stream<Actor> people =
                plan.staff().stream()
                        .filter(who -> isNamed(who.pc(), selector))
                        .map(who -> device(who.pc(), who.user()));
        Stream<Actor> controllers =
                plan.controllers().stream()
                        .map(Controller::machine)
                        .filter(it -> isNamed(it, selector))
                        .map(
                                it ->
                                        new Actor(
                                                "controller",
                                                it.role(),
                                                it.name(),
                                                it.address(),
                                                "",
                                                ""));
        Stream<Actor> others =
                Stream.of(plan.servers(), plan.tills(), plan.cameras(), plan.returning())
                        .flatMap(List::stream)
                        .filter(it -> isNamed(it, selector))
                        .map(it -> device(it, ""));
        return Stream.of(people, controllers, others).flatMap(all -> all).toList();
    }

    private static boolean isNamed(Machine machine, String selector) {
        return machine.role().equals(selector)
                || machine.name().equalsIgnoreCase(selector)
                || machine.address().equals(selector);
    }

    /** Of a department, of all, or the one at a PC. */
    private Stream<Person> people(String of) {
        return plan.staff().stream()
                .filter(
                        who ->
                                who.department().equals(of)
                                        || who.pc().name().equalsIgnoreCase(of)
                                        || of.equals("any"));
    }

    private static Actor workload(String name) {
        return new Actor("account", "workload", name, "", "", name);
    }

    private static Actor device(Machine machine, String user) {
        return new Actor(
                "device", machine.role(), machine.name(), machine.address(), machine.mac(), user);
    }

    private static Actor mailbox(Person who) {
        return new Actor("mailbox", who.department(), who.mail(), "", "", who.user());
    }

    private static Actor account(Person who) {
        return new Actor("account", who.department(), who.mail(), "", "", who.user());
    }

    /** Addresses that nobody of the venue ever has. */
    private static List<Actor> strangers(String role, String net, boolean randomised) {
        Draws draws = Draws.of(0, "strangers/" + role);
        return IntStream.range(0, STRANGERS)
                .mapToObj(
                        i -> {
                            String mac =
                                    draws.mac(
                                            randomised
                                                    ? draws.hex(1) + "26ae".charAt(draws.below(4))
                                                    : "dc:a6:32");
                            String name =
                                    randomised || role.equals("unknown-box")
                                            ? ""
                                            : String.format(Locale.ROOT, "%s-%02d", role, i + 1);
                            return new Actor("device", role, name, net + (30 + i), mac, "");
                        })
                .toList();
    }

    @Override
    public boolean isSimulated() {
        return true;
    }

    @Override
    public String mailDomain() {
        return VenuePlan.DOMAIN;
    }

    @Override
    public List<String> correspondents() {
        return Mailboxes.partners(plan);
    }

    @Override
    public Site site() {
        return Site.of(plan);
    }

    @Override
    public String protocol(Actor controller) {
        return plan.controllers().stream()
                .filter(it -> it.machine().address().equals(controller.address()))
                .map(Controller::protocol)
                .findFirst()
                .orElse("modbus");
    }

    @Override
    public boolean hasEndpointLog(Actor device) {
        return device.role().endsWith("-pc") || WINDOWS_SERVERS.contains(device.role());
    }
}
