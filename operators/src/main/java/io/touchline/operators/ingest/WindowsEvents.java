// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import io.touchline.operators.telemetry.JsonTree;
import io.touchline.operators.telemetry.RecordFields;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * One Windows event as one flat map: {@code EventID}, {@code Provider}, {@code Channel}, {@code
 * Computer}, {@code TimeCreated} and the names of its data, whatever shipped it: the XML of the
 * event log, Beats' {@code winlog}, an {@code Event} with {@code System} and {@code EventData} as
 * JSON, or fields that are flat already.
 */
final class WindowsEvents {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_NAMES = 1_000;

    /** What an element of {@code System} says: its text, or the attribute that stands for it. */
    private static final String[] CHIEF = {
        "#text", "Name", "@Name", "SystemTime", "@SystemTime", "Value"
    };

    private static final XMLInputFactory XML = factory();

    private WindowsEvents() {}

    /** The flat map of a JSON form; {@code object} itself if it is none. */
    static Map<String, Object> flat(Map<String, Object> object) {
        Map<String, Object> winlog = JsonTree.object(object.get("winlog"));
        if (winlog != null && winlog.containsKey("event_id")) {
            return ofBeats(winlog, object);
        }
        if (object.containsKey("event_data") && object.containsKey("event_id")) {
            return ofBeats(object, object); // as Winlogbeat wrote it before version 7
        }
        Map<String, Object> event = JsonTree.object(object.get("Event"));
        Map<String, Object> system = event == null ? null : JsonTree.object(event.get("System"));
        if (event != null && system != null) {
            return ofSystem(system, event.get("EventData"));
        }
        Map<String, Object> extra = JsonTree.object(object.get("ExtraEventData"));
        if (extra != null && object.containsKey("EventID")) {
            Map<String, Object> flat = new LinkedHashMap<>(object);
            extra.forEach(flat::putIfAbsent);
            flat.remove("ExtraEventData");
            return flat;
        }
        return object;
    }

    /** The flat map of an {@code <Event>} document; null when it is not well formed. */
    static @Nullable Map<String, Object> ofXml(String text) {
        try {
            XMLStreamReader reader = XML.createXMLStreamReader(new StringReader(text));
            try {
                return read(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            return null; // no event: whoever asked has the bytes
        }
    }

    private static Map<String, Object> read(XMLStreamReader reader) throws XMLStreamException {
        Map<String, Object> flat = new LinkedHashMap<>();
        Deque<String> names = new ArrayDeque<>();
        StringBuilder text = new StringBuilder();
        while (reader.hasNext() && names.size() <= MAX_DEPTH && flat.size() < MAX_NAMES) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    text.setLength(0);
                    String name = attribute(reader, "Name");
                    boolean data = reader.getLocalName().equals("Data") && name != null;
                    names.push(data && name != null ? name : reader.getLocalName());
                    attributes(reader, flat);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    String name = names.pop();
                    if (text.length() > 0 && !text.toString().isBlank()) {
                        flat.putIfAbsent(name, text.toString().strip());
                    }
                    text.setLength(0);
                }
                default -> {}
            }
        }
        return flat;
    }

    /** What the elements of {@code System} say in attributes. */
    private static void attributes(XMLStreamReader reader, Map<String, Object> flat) {
        String attribute =
                switch (reader.getLocalName()) {
                    case "Provider" -> attribute(reader, "Name");
                    case "TimeCreated" -> attribute(reader, "SystemTime");
                    default -> null;
                };
        if (attribute != null) {
            flat.putIfAbsent(reader.getLocalName(), attribute);
        }
    }

    private static @Nullable String attribute(XMLStreamReader reader, String name) {
        return reader.getAttributeValue(null, name);
    }

    private static Map<String, Object> ofBeats(
            Map<String, Object> winlog, Map<String, Object> envelope) {
        Map<String, Object> flat = new LinkedHashMap<>();
        put(flat, "EventID", winlog.get("event_id"));
        put(flat, "Provider", first(winlog, "provider_name", "source_name"));
        put(flat, "Channel", winlog.get("channel"));
        put(flat, "Computer", winlog.get("computer_name"));
        put(flat, "Computer", RecordFields.ofJson(envelope).raw("host.name"));
        put(flat, "TimeCreated", envelope.get("@timestamp"));
        put(flat, "EventRecordID", winlog.get("record_id"));
        Map<String, Object> data = JsonTree.object(winlog.get("event_data"));
        if (data != null) {
            data.forEach(flat::putIfAbsent);
        }
        return flat;
    }

    private static Map<String, Object> ofSystem(
            Map<String, Object> system, @Nullable Object eventData) {
        Map<String, Object> flat = new LinkedHashMap<>();
        for (Map.Entry<String, Object> entry : system.entrySet()) {
            Map<String, Object> nested = JsonTree.object(entry.getValue());
            put(flat, entry.getKey(), nested == null ? entry.getValue() : value(nested));
        }
        Map<String, Object> data = JsonTree.object(eventData);
        if (data == null) {
            return flat;
        }
        List<Object> named = JsonTree.array(data.get("Data"));
        if (named == null) {
            data.forEach(flat::putIfAbsent);
            return flat;
        }
        for (Object each : named) {
            Map<String, Object> one = JsonTree.object(each);
            Object name = one == null ? null : first(one, "Name", "@Name");
            if (one != null && name instanceof String key) {
                put(flat, key, first(one, "#text", "content", "Value"));
            }
        }
        return flat;
    }

    /** The one thing that an element of {@code System} says: its text or its chief attribute. */
    private static @Nullable Object value(Map<String, Object> element) {
        Object own = first(element, CHIEF);
        Map<String, Object> attributes = JsonTree.object(element.get("#attributes"));
        return own == null && attributes != null ? first(attributes, CHIEF) : own;
    }

    private static @Nullable Object first(Map<String, Object> map, String... names) {
        for (String name : names) {
            if (map.get(name) != null) {
                return map.get(name);
            }
        }
        return null;
    }

    private static void put(Map<String, Object> flat, String name, @Nullable Object value) {
        if (value != null) {
            flat.putIfAbsent(name, value);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        // no entity is ever resolved: neither bombs nor files of this machine
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, Boolean.FALSE);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, Boolean.FALSE);
        factory.setProperty(XMLInputFactory.IS_COALESCING, Boolean.TRUE);
        return factory;
    }
}
