// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.DecimalText;
import io.touchline.operators.telemetry.Texts;
import io.touchline.schemas.Action;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the functions of controllers' protocols do. Names are canonical: upper case, words joined by
 * underscores. Facts of the protocols (Modbus Application Protocol 1.1b3, IEEE 1815, ASHRAE 135,
 * CIP volume 1, the S7 functions as the ICSNPP analyzers name them, OPC UA part 4); a function that
 * no table knows is taken for the gravest.
 */
final class OtFunctions {
    /** Our class of a function, and its weight in the score. */
    enum FunctionClass {
        READ("read", 1, Action.READ),
        DISCOVER("diagnose", 1.5, Action.DISCOVER),
        WRITE("write", 2, Action.WRITE),
        COMMAND("command", 3, Action.COMMAND),
        PROGRAM("configure", 4, Action.PROGRAM);

        private final String key;
        private final double weight;
        private final Action action;

        FunctionClass(String key, double weight, Action action) {
            this.key = key;
            this.weight = weight;
            this.action = action;
        }

        String key() {
            return key;
        }

        double weight() {
            return weight;
        }

        Action action() {
            return action;
        }
    }

    private static final Map<String, FunctionClass> CLASSES = classes();

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

    private OtFunctions() {}

    /** Class of a canonical function of {@code protocol}. */
    static FunctionClass classOf(String protocol, String function) {
        return CLASSES.getOrDefault(protocol + ' ' + function, FunctionClass.PROGRAM);
    }

    /** {@code READ_PROPERTY} of {@code read-property-request} or {@code Read Property}. */
    static String canonical(String text) {
        String name =
                Texts.attribute(text).toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
        return name.endsWith("_REQUEST") ? name.substring(0, name.length() - 8) : name;
    }

    /** Canonical name of a Modbus function that is written as a name or as a code. */
    static String modbus(String text) {
        String name = canonical(text);
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

    private static Map<String, FunctionClass> classes() {
        Map<String, FunctionClass> all = new HashMap<>();
        modbus(all);
        dnp3(all);
        s7(all);
        cip(all);
        bacnet(all);
        opcua(all);
        return Map.copyOf(all);
    }

    private static void modbus(Map<String, FunctionClass> all) {
        put(
                all,
                "modbus",
                FunctionClass.READ,
                "READ_COILS READ_DISCRETE_INPUTS READ_HOLDING_REGISTERS READ_MULTIPLE_REGISTERS"
                        + " READ_INPUT_REGISTERS READ_FIFO_QUEUE READ_FILE_RECORD");
        put(
                all,
                "modbus",
                FunctionClass.DISCOVER,
                "READ_EXCEPTION_STATUS DIAGNOSTICS GET_COMM_EVENT_COUNTER GET_COMM_EVENT_LOG"
                        + " REPORT_SLAVE_ID ENCAP_INTERFACE_TRANSPORT READ_DEVICE_IDENTIFICATION");
        put(
                all,
                "modbus",
                FunctionClass.WRITE,
                "WRITE_SINGLE_COIL WRITE_SINGLE_REGISTER WRITE_MULTIPLE_COILS"
                        + " WRITE_MULTIPLE_REGISTERS MASK_WRITE_REGISTER"
                        + " READ_WRITE_MULTIPLE_REGISTERS");
    }

    private static void dnp3(Map<String, FunctionClass> all) {
        put(all, "dnp3", FunctionClass.READ, "READ CONFIRM DELAY_MEASURE RECORD_CURRENT_TIME");
        put(all, "dnp3", FunctionClass.DISCOVER, "GET_FILE_INFO AUTHENTICATE_REQ");
        put(
                all,
                "dnp3",
                FunctionClass.WRITE,
                "WRITE IMMED_FREEZE IMMED_FREEZE_NR FREEZE_CLEAR FREEZE_CLEAR_NR FREEZE_AT_TIME"
                        + " FREEZE_AT_TIME_NR ASSIGN_CLASS");
        put(
                all,
                "dnp3",
                FunctionClass.COMMAND,
                "SELECT OPERATE DIRECT_OPERATE DIRECT_OPERATE_NR COLD_RESTART WARM_RESTART"
                        + " START_APPL STOP_APPL INITIALIZE_DATA ENABLE_UNSOLICITED"
                        + " DISABLE_UNSOLICITED");
    }

    private static void s7(Map<String, FunctionClass> all) {
        put(all, "s7comm", FunctionClass.READ, "READ_VARIABLE SETUP_COMMUNICATION READ_CLOCK");
        put(
                all,
                "s7comm",
                FunctionClass.DISCOVER,
                "CPU_SERVICES CPU_FUNCTIONS READ_SZL LIST_BLOCKS LIST_BLOCKS_OF_TYPE"
                        + " GET_BLOCK_INFO CYCLIC_DATA CYCLIC_SERVICES");
        put(all, "s7comm", FunctionClass.WRITE, "WRITE_VARIABLE SET_CLOCK");
        put(
                all,
                "s7comm",
                FunctionClass.COMMAND,
                "PLC_CONTROL PLC_STOP PLC_START_/_STOP PI_SERVICE");
        put(
                all,
                "s7comm-plus",
                FunctionClass.READ,
                "GET_MULTI_VARIABLES GET_VARIABLE GET_LINK GET_VAR_SUBSTREAMED");
        put(all, "s7comm-plus", FunctionClass.DISCOVER, "EXPLORE");
        put(all, "s7comm-plus", FunctionClass.WRITE, "SET_MULTI_VARIABLES SET_VARIABLE");
        put(all, "s7comm-plus", FunctionClass.COMMAND, "INVOKE");
    }

    private static void cip(Map<String, FunctionClass> all) {
        put(
                all,
                "cip",
                FunctionClass.READ,
                "GET_ATTRIBUTES_ALL GET_ATTRIBUTE_LIST GET_ATTRIBUTE_SINGLE GET_ATTRIBUTES_SINGLE GET_MEMBER READ_TAG"
                        + " READ_TAG_FRAGMENTED FORWARD_OPEN FORWARD_CLOSE LARGE_FORWARD_OPEN"
                        + " UNCONNECTED_SEND");
        put(
                all,
                "cip",
                FunctionClass.DISCOVER,
                "FIND_NEXT_OBJECT_INSTANCE GET_CONNECTION_DATA SEARCH_CONNECTION_DATA"
                        + " GET_CONNECTION_OWNER NOP LIST_IDENTITY LIST_SERVICES LIST_INTERFACES");
        put(
                all,
                "cip",
                FunctionClass.WRITE,
                "SET_ATTRIBUTES_ALL SET_ATTRIBUTE_LIST SET_ATTRIBUTE_SINGLE SET_ATTRIBUTES_SINGLE SET_MEMBER WRITE_TAG"
                        + " WRITE_TAG_FRAGMENTED READ_MODIFY_WRITE_TAG INSERT_MEMBER"
                        + " REMOVE_MEMBER GROUP_SYNC");
        put(all, "cip", FunctionClass.COMMAND, "RESET START STOP");
    }

    private static void bacnet(Map<String, FunctionClass> all) {
        put(
                all,
                "bacnet",
                FunctionClass.READ,
                "READ_PROPERTY READ_PROPERTY_MULTIPLE READ_RANGE ATOMIC_READ_FILE GET_EVENT_INFORMATION"
                        + " GET_ALARM_SUMMARY GET_ENROLLMENT_SUMMARY SUBSCRIBE_COV"
                        + " SUBSCRIBE_COV_PROPERTY SUBSCRIBE_COV_PROPERTY_MULTIPLE"
                        + " CONFIRMED_COV_NOTIFICATION CONFIRMED_COV_NOTIFICATION_MULTIPLE"
                        + " UNCONFIRMED_COV_NOTIFICATION UNCONFIRMED_COV_NOTIFICATION_MULTIPLE"
                        + " CONFIRMED_EVENT_NOTIFICATION"
                        + " UNCONFIRMED_EVENT_NOTIFICATION");
        put(all, "bacnet", FunctionClass.DISCOVER, "WHO_IS I_AM WHO_HAS I_HAVE WHO_AM_I YOU_ARE");
        put(
                all,
                "bacnet",
                FunctionClass.WRITE,
                "WRITE_PROPERTY WRITE_PROPERTY_MULTIPLE WRITE_GROUP ADD_LIST_ELEMENT"
                        + " REMOVE_LIST_ELEMENT TIME_SYNCHRONIZATION UTC_TIME_SYNCHRONIZATION"
                        + " ACKNOWLEDGE_ALARM");
        put(
                all,
                "bacnet",
                FunctionClass.COMMAND,
                "DEVICE_COMMUNICATION_CONTROL REINITIALIZE_DEVICE LIFE_SAFETY_OPERATION");
    }

    private static void opcua(Map<String, FunctionClass> all) {
        put(
                all,
                "opcua",
                FunctionClass.READ,
                "READ HISTORYREAD PUBLISH REPUBLISH CREATESESSION ACTIVATESESSION CLOSESESSION"
                        + " CREATESUBSCRIPTION MODIFYSUBSCRIPTION DELETESUBSCRIPTIONS"
                        + " CREATEMONITOREDITEMS MODIFYMONITOREDITEMS DELETEMONITOREDITEMS"
                        + " SETMONITORINGMODE SETPUBLISHINGMODE SETTRIGGERING"
                        + " TRANSFERSUBSCRIPTIONS OPENSECURECHANNEL CLOSESECURECHANNEL CANCEL");
        put(
                all,
                "opcua",
                FunctionClass.DISCOVER,
                "BROWSE BROWSENEXT TRANSLATEBROWSEPATHSTONODEIDS GETENDPOINTS FINDSERVERS"
                        + " FINDSERVERSONNETWORK QUERYFIRST QUERYNEXT REGISTERNODES"
                        + " UNREGISTERNODES");
        put(all, "opcua", FunctionClass.WRITE, "WRITE HISTORYUPDATE");
        put(all, "opcua", FunctionClass.COMMAND, "CALL");
    }

    private static void put(
            Map<String, FunctionClass> all, String protocol, FunctionClass value, String names) {
        for (String name : List.of(names.split(" "))) {
            all.put(protocol + ' ' + name, value);
        }
    }
}
