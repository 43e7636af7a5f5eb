// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.venue;

import io.touchline.simulator.random.Draws;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cast of a venue of one size.
 *
 * <p>Segments: 10.10.0 servers, 10.10.1 and on staff, 10.11 points of sale, 10.12 cameras, 10.13
 * media and suppliers, 10.20.0 supervision of the plant, 10.30 controllers, 10.50 and on the crowd
 * on the Wi-Fi, 198.51.100 the way out.
 */
public final class VenuePlan {
    public static final String DOMAIN = "arena.example";
    public static final String REALM = "ARENA.EXAMPLE";
    public static final String VISITOR_GATEWAY = "10.50.0.1";

    private static final List<String> STAFF_VENDORS = List.of("8c:47:be", "3c:52:82", "54:e1:ad");
    private static final List<String> GIVEN =
            words(
                    "lena marco ines jonas clara tom sara paul nora emil ida felix maja anna otto"
                            + " eva hugo lise karl rosa peter greta simon vera adam julia david"
                            + " mia leo ella ben zoe max nina finn tara ivan kim noel ruth");
    private static final List<String> FAMILY =
            words(
                    "fischer rossi costa weber lund becker nilsson meyer dahl hansen keller braun"
                            + " novak berg vogel lindner martin moreau winter silva holm falk roth"
                            + " petrov kowalski sommer klein larsen baumann frank hartmann laurent"
                            + " engel ortega olsen quinn horvat sato dupont adler");
    private static final List<String> ORGANISATIONS =
            List.of("liftcare", "coolair", "broadcast-one", "pressbox", "catering-plus");

    private final Size size;
    private final Draws draws;
    private final List<Machine> servers = new ArrayList<>();
    private final List<Person> staff = new ArrayList<>();
    private final List<Machine> tills;
    private final List<Machine> cameras;
    private final List<Machine> returning;
    private final List<Controller> controllers = new ArrayList<>();
    private final List<String> workloads;

    public VenuePlan(Size size) {
        this.size = size;
        this.draws = Draws.of(size.ordinal(), "venue");
        addServers();
        department("ticketing", 14);
        department("office", 16);
        department("media", 4);
        department("ops", 4);
        department("dev", 2);
        tills = machines("till", "POS-%03d", "00:0d:48", "10.11.", size.tills());
        cameras = machines("camera", "CAM-%03d", "00:40:8c", "10.12.", size.cameras());
        returning = guests();
        addControllers();
        workloads =
                Stream.iterate(1, n -> n + 1)
                        .limit(size.workloads())
                        .map(n -> String.format(Locale.ROOT, "app-%02d", n))
                        .toList();
    }

    private void addServers() {
        server("domain-controller", "DC01", "10.10.0.10");
        server("file-server", "FILE01", "10.10.0.11");
        server("ticketing-server", "TICKETING01", "10.10.0.20");
        server("cctv-recorder", "CCTV01", "10.10.0.30");
        server("web-server", "WEB01", "10.10.0.40");
        server("update-server", "UPDATE01", "10.10.0.50");
        server("broadcast-server", "BCAST01", "10.10.0.60");
        server("building-management", "BMS01", "10.20.0.10");
        server("engineering", "ENG-SRV-02", "10.20.0.11");
        server("access-control", "ACS01", "10.20.0.12");
        server("power-supervision", "PWR01", "10.20.0.13");
    }

    private void server(String role, String name, String address) {
        servers.add(new Machine(role, name, address, draws.mac("00:50:56")));
    }

    private void department(String name, int people) {
        for (int i = 1; i <= people * size.crews(); i++) {
            int index = staff.size();
            String host = name.toUpperCase(Locale.ROOT) + String.format(Locale.ROOT, "-PC-%02d", i);
            String address = "10.10." + (1 + index / 200) + "." + (11 + index % 200);
            String given = GIVEN.get(index % GIVEN.size());
            String family = FAMILY.get((index + index / GIVEN.size()) % FAMILY.size());
            String mac = draws.mac(draws.pick(STAFF_VENDORS));
            Machine pc = new Machine(name + "-pc", host, address, mac);
            staff.add(new Person(pc, given + "." + family, name));
        }
    }

    private List<Machine> machines(String role, String name, String vendor, String net, int count) {
        List<Machine> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String address = net + i / 200 + "." + (11 + i % 200);
            String host = String.format(Locale.ROOT, name, i + 1);
            all.add(new Machine(role, host, address, draws.mac(vendor)));
        }
        return List.copyOf(all);
    }

    private List<Machine> guests() {
        List<Machine> all = new ArrayList<>();
        for (int i = 0; i < size.returning(); i++) {
            String organisation = ORGANISATIONS.get(i % ORGANISATIONS.size());
            String name =
                    String.format(
                            Locale.ROOT, "%s-%02d", organisation, 1 + i / ORGANISATIONS.size());
            String address = "10.13." + i / 200 + "." + (11 + i % 200);
            all.add(new Machine("returning", name, address, draws.mac(draws.pick(STAFF_VENDORS))));
        }
        return List.copyOf(all);
    }

    private void addControllers() {
        Machine access = server("access-control");
        Machine building = server("building-management");
        Machine power = server("power-supervision");
        int turnstiles = size.turnstiles();
        for (int i = 0; i < turnstiles; i++) {
            String name = "turnstile " + (char) ('A' + i / 8 % 26) + (1 + i % 8);
            controller("turnstiles", name, "modbus", access);
        }
        for (int i = 0; i < Math.max(2, turnstiles / 8); i++) {
            controller("hvac", "air handler " + (i + 1), "bacnet", building);
            controller("lighting", "light group " + (i + 1), "bacnet", building);
        }
        for (int i = 0; i < Math.max(1, turnstiles / 16); i++) {
            controller("power", "feeder " + (i + 1), "dnp3", power);
            controller("pumps", "pump " + (i + 1), "s7comm", building);
        }
    }

    private void controller(String function, String name, String protocol, Machine master) {
        int index = controllers.size();
        String address = "10.30." + index / 200 + "." + (11 + index % 200);
        Machine machine = new Machine(function, name, address, draws.mac("00:80:f4"));
        controllers.add(new Controller(machine, function, protocol, index + 1, master));
    }

    public Size size() {
        return size;
    }

    public List<Machine> servers() {
        return List.copyOf(servers);
    }

    /**
     * @throws IllegalArgumentException when no server has the role
     */
    public Machine server(String role) {
        return servers.stream()
                .filter(server -> server.role().equals(role))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such server: " + role));
    }

    public List<Person> staff() {
        return List.copyOf(staff);
    }

    public List<Person> staff(String department) {
        return staff.stream().filter(who -> who.department().equals(department)).toList();
    }

    public List<Machine> tills() {
        return tills;
    }

    public List<Machine> cameras() {
        return cameras;
    }

    /** Of suppliers, broadcasters and media; the organisation is the stem of the name. */
    public List<Machine> returning() {
        return returning;
    }

    public List<Controller> controllers() {
        return List.copyOf(controllers);
    }

    public List<Controller> controllers(String function) {
        return controllers.stream().filter(it -> it.function().equals(function)).toList();
    }

    public List<String> workloads() {
        return workloads;
    }

    /** By name or address, without case. */
    public Optional<Machine> machine(String nameOrAddress) {
        return machines()
                .filter(
                        it ->
                                it.name().equalsIgnoreCase(nameOrAddress)
                                        || it.address().equals(nameOrAddress))
                .findFirst();
    }

    /** All but the crowd. */
    public Stream<Machine> machines() {
        return Stream.of(
                        servers.stream(),
                        staff.stream().map(Person::pc),
                        tills.stream(),
                        cameras.stream(),
                        returning.stream(),
                        controllers.stream().map(Controller::machine))
                .flatMap(all -> all);
    }

    private static List<String> words(String text) {
        return List.of(text.split(" ", -1));
    }
}
