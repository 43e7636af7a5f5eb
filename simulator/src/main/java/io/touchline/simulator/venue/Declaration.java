// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.venue;

import java.util.ArrayList;
import java.util.List;

/** What the venue says of itself: its zones, cohorts, organisations, functions and assets. */
public final class Declaration {
    private final VenuePlan plan;
    private final StringBuilder out = new StringBuilder();

    private Declaration(VenuePlan plan) {
        this.plan = plan;
    }

    /** The venue file as YAML. */
    public static String of(VenuePlan plan) {
        return new Declaration(plan).write();
    }

    private String write() {
        line(0, "# the venue file; venue.yaml names it as venue.file");
        zones();
        organisations();
        line(0, "functions:");
        function("turnstiles", "access control", "radio 3", controllers("turnstiles"));
        function("access-control", "access control", "radio 3", server("access-control"));
        function("power", "house electrician", "ext. 4101", controllers("power"));
        function("lighting", "house electrician", "ext. 4101", controllers("lighting"));
        line(4, "consequence: {otherwise: low, live: high}");
        function("hvac", "building services", "ext. 4102", controllers("hvac"));
        function("pumps", "building services", "ext. 4102", controllers("pumps"));
        function("broadcast", "broadcast desk", "ext. 4200", server("broadcast-server"));
        function("ticketing", "ticketing lead", "ext. 4300", server("ticketing-server"));
        function("cctv", "control room", "radio 1", List.of("10.12.0.0/16", "10.10.0.30"));
        function("point-of-sale", "catering lead", "ext. 4400", List.of("10.11.0.0/16"));
        line(0, "protected:");
        line(2, "domain controller: {networks: [" + address("domain-controller") + "]}");
        line(2, "visitor gateway: {networks: [" + VenuePlan.VISITOR_GATEWAY + "]}");
        return out.toString();
    }

    private void zones() {
        line(0, "zones:");
        line(2, "corporate: [10.10.0.0/16, 10.11.0.0/16, 10.12.0.0/16]");
        line(2, "returning: [10.13.0.0/16]");
        line(2, "dmz: [" + VenuePlan.VISITOR_GATEWAY + "]");
        line(2, "ot-supervisory: [10.20.0.0/16]");
        line(2, "ot-control: [10.30.0.0/16]");
        line(2, "visitor: [10.50.0.0/15]");
        line(0, "cohorts:");
        line(2, "stand wi-fi: [10.50.0.0/15]");
    }

    private void organisations() {
        line(0, "organisations:");
        plan.returning().stream()
                .map(machine -> machine.name().replaceAll("-[0-9]+$", ""))
                .distinct()
                .forEach(
                        name -> {
                            line(2, name + ":");
                            line(4, "contact: duty desk of " + name);
                            line(4, "names: [\"" + name + "-*\"]");
                        });
    }

    private void function(String name, String owner, String contact, List<String> networks) {
        line(2, name + ":");
        line(4, "owner: " + owner);
        line(4, "contact: " + contact);
        line(4, "networks: [" + String.join(", ", networks) + "]");
    }

    private List<String> controllers(String function) {
        List<String> all = new ArrayList<>();
        plan.controllers(function).forEach(it -> all.add(it.machine().address()));
        return all;
    }

    private List<String> server(String role) {
        return List.of(address(role));
    }

    private String address(String role) {
        return plan.server(role).address();
    }

    private void line(int indent, String text) {
        out.append(" ".repeat(indent)).append(text).append('\n');
    }
}
