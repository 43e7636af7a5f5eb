// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.DecimalText;
import io.touchline.operators.telemetry.Texts;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Protocols of controllers, by the name of Zeek's service or by the responder's port. */
final class OtProtocols {
    private static final Set<Integer> PORTS = Set.of(502, 102, 20_000, 44_818, 47_808);
    private static final Set<String> SERVICES =
            Set.of("modbus", "s7comm", "dnp3", "dnp3_tcp", "dnp3_udp", "enip", "bacnet", "cotp");

    /** What a function of a controller does: our class, and its weight in the score. */
    enum FunctionClass {
        READ("read", 1),
        DIAGNOSE("diagnose", 1.5),
        WRITE("write", 2),
        CONFIGURE("configure", 4);

        private final String key;
        private final double weight;

        FunctionClass(String key, double weight) {
            this.key = key;
            this.weight = weight;
        }

        String key() {
            return key;
        }

        double weight() {
            return weight;
        }

        /** By its key; what is unknown is taken for the gravest. */
        static FunctionClass of(String key) {
            for (FunctionClass each : values()) {
                if (each.key.equals(key)) {
                    return each;
                }
            }
            return CONFIGURE;
        }
    }

    private static final Map<String, FunctionClass> MODBUS =
            Map.ofEntries(
                    Map.entry("READ_COILS", FunctionClass.READ),
                    Map.entry("READ_DISCRETE_INPUTS", FunctionClass.READ),
                    Map.entry("READ_HOLDING_REGISTERS", FunctionClass.READ),
                    Map.entry("READ_MULTIPLE_REGISTERS", FunctionClass.READ),
                    Map.entry("READ_INPUT_REGISTERS", FunctionClass.READ),
                    Map.entry("WRITE_SINGLE_COIL", FunctionClass.WRITE),
                    Map.entry("WRITE_SINGLE_REGISTER", FunctionClass.WRITE),
                    Map.entry("WRITE_MULTIPLE_COILS", FunctionClass.WRITE),
                    Map.entry("WRITE_MULTIPLE_REGISTERS", FunctionClass.WRITE),
                    Map.entry("MASK_WRITE_REGISTER", FunctionClass.WRITE),
                    Map.entry("READ_WRITE_MULTIPLE_REGISTERS", FunctionClass.WRITE),
                    Map.entry("READ_EXCEPTION_STATUS", FunctionClass.DIAGNOSE),
                    Map.entry("DIAGNOSTICS", FunctionClass.DIAGNOSE),
                    Map.entry("GET_COMM_EVENT_COUNTER", FunctionClass.DIAGNOSE),
                    Map.entry("GET_COMM_EVENT_LOG", FunctionClass.DIAGNOSE),
                    Map.entry("REPORT_SLAVE_ID", FunctionClass.DIAGNOSE),
                    Map.entry("ENCAP_INTERFACE_TRANSPORT", FunctionClass.DIAGNOSE));

    private static final Map<Long, String> MODBUS_CODES =
            Map.ofEntries(
                    Map.entry(1L, "READ_COILS"),
                    Map.entry(2L, "READ_DISCRETE_INPUTS"),
                    Map.entry(3L, "READ_HOLDING_REGISTERS"),
                    Map.entry(4L, "READ_INPUT_REGISTERS"),
                    Map.entry(5L, "WRITE_SINGLE_COIL"),
                    Map.entry(6L, "WRITE_SINGLE_REGISTER"),
                    Map.entry(7L, "READ_EXCEPTION_STATUS"),
                    Map.entry(8L, "DIAGNOSTICS"),
                    Map.entry(11L, "GET_COMM_EVENT_COUNTER"),
                    Map.entry(12L, "GET_COMM_EVENT_LOG"),
                    Map.entry(15L, "WRITE_MULTIPLE_COILS"),
                    Map.entry(16L, "WRITE_MULTIPLE_REGISTERS"),
                    Map.entry(17L, "REPORT_SLAVE_ID"),
                    Map.entry(22L, "MASK_WRITE_REGISTER"),
                    Map.entry(23L, "READ_WRITE_MULTIPLE_REGISTERS"),
                    Map.entry(43L, "ENCAP_INTERFACE_TRANSPORT"));

    private static final String EXCEPTION = "_EXCEPTION";

    private OtProtocols() {}

    /** Whether a connection of this service or to this port reaches a controller. */
    static boolean reaches(@Nullable String service, @Nullable Integer responderPort) {
        if (responderPort != null && PORTS.contains(responderPort)) {
            return true;
        }
        if (service == null) {
            return false;
        }
        for (String name : service.split(",")) {
            if (SERVICES.contains(Texts.lower(name))) {
                return true;
            }
        }
        return false;
    }

    /** Canonical name of a Modbus function that is written as a name or as a code. */
    static String modbusFunction(String text) {
        String name = Texts.attribute(text).toUpperCase(Locale.ROOT).replace(' ', '_');
        String byCode = MODBUS_CODES.get(DecimalText.whole(name));
        if (byCode != null) {
            return byCode;
        }
        return isModbusException(name)
                ? name.substring(0, name.length() - EXCEPTION.length())
                : name;
    }

    /** Old logs name an exception in the function, as {@code READ_COILS_EXCEPTION}. */
    static boolean isModbusException(String function) {
        return function.endsWith(EXCEPTION);
    }

    /** Class of a canonical function; vendor and unknown functions are the gravest. */
    static FunctionClass modbusClass(String function) {
        return MODBUS.getOrDefault(function, FunctionClass.CONFIGURE);
    }
}
