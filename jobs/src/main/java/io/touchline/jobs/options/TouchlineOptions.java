// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.options;

import io.touchline.jobs.files.ArchiveOptions;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** Every option of the configuration file. {@code docs/options.md} is generated from this list. */
public final class TouchlineOptions {
    public static final ConfigOption<String> SITE =
            ConfigOptions.key("venue.site")
                    .stringType()
                    .defaultValue("venue")
                    .withDescription(
                            "Name of the venue, part of every key: letters, digits, dots and"
                                    + " hyphens. Changing it starts every baseline anew.");

    public static final ConfigOption<List<String>> NETWORKS =
            ConfigOptions.key("venue.networks")
                    .stringType()
                    .asList()
                    .defaultValues(
                            "10.0.0.0/8",
                            "172.16.0.0/12",
                            "192.168.0.0/16",
                            "169.254.0.0/16",
                            "fc00::/7",
                            "fe80::/10")
                    .withDescription(
                            "Own networks in CIDR form; every other address is outside. A network"
                                    + " added here gets baselines.");

    public static final ConfigOption<List<String>> MAIL_DOMAINS =
            ConfigOptions.key("venue.mail-domains")
                    .stringType()
                    .asList()
                    .defaultValues()
                    .withDescription(
                            "Own mail domains. Empty: every recipient counts as own. Set it to"
                                    + " learn outgoing mail too.");

    public static final ConfigOption<String> HASH_KEY_FILE =
            ConfigOptions.key("privacy.hash-key-file")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "File whose bytes (16 or more) are a key: accounts, local parts of mail"
                                    + " addresses, home folders and user agents are replaced by a"
                                    + " keyed hash wherever they are read, and dead letters hold no"
                                    + " raw bytes. Another key makes every person a new one.");

    public static final ConfigOption<String> VENUE_FILE =
            ConfigOptions.key("venue.file")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "YAML file with zones, cohorts, organisations, functions and protected"
                                    + " assets; see docs/venue-file.md. Beside Kafka it is read"
                                    + " again whenever it changes. Absent: all of it is learnt, and"
                                    + " every controller counts as life safety.");

    public static final ConfigOption<String> CALENDAR =
            ConfigOptions.key("venue.calendar")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "iCalendar file whose events are named after the phases (RUN_UP,"
                                    + " LOAD_IN, DOORS, LIVE, EGRESS, LOAD_OUT). Absent: every day"
                                    + " is business as usual.");

    public static final ConfigOption<Duration> IDENTITY_HOLD =
            ConfigOptions.key("identity.hold")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(45))
                    .withDescription(
                            "A lease or logon takes effect this long after it was written, 0 s or"
                                    + " more. Higher: new leases count later; lower: records wait"
                                    + " for slow lease logs.");

    public static final ConfigOption<Duration> SESSION_IDLE =
            ConfigOptions.key("identity.session-idle")
                    .durationType()
                    .defaultValue(Duration.ofHours(1))
                    .withDescription(
                            "An account is taken to be behind the address that it signed in from"
                                    + " for so long after each sign-in, 1 min to 24 h. Higher: more"
                                    + " of what own users do from outside is known as theirs, and"
                                    + " more of what others do from an address they left.");

    public static final ConfigOption<Duration> LOGON =
            ConfigOptions.key("identity.logon")
                    .durationType()
                    .defaultValue(Duration.ofHours(10))
                    .withDescription(
                            "An account is taken to be logged on at a machine for so long after a"
                                    + " log-on at most, 1 min to 7 d. Higher: a whole shift is one"
                                    + " log-on; who left is longer linked to the machine.");

    public static final ConfigOption<Duration> REFUSE_AFTER =
            ConfigOptions.key("order.refuse-after")
                    .durationType()
                    .defaultValue(Duration.ofHours(25))
                    .withDescription(
                            "A record that ended longer than this before it was written is refused"
                                    + " as late, 1 h or more. Higher: older records still teach.");

    public static final ConfigOption<List<String>> DECLARED_SOURCES =
            ConfigOptions.key("sources.declared")
                    .stringType()
                    .asList()
                    .defaultValues()
                    .withDescription(
                            "YAML files of sources that the venue describes itself, relative to this"
                                    + " file; see docs/declared-sources.md.");

    public static final ConfigOption<List<String>> GEOGRAPHY =
            ConfigOptions.key("geo.path")
                    .stringType()
                    .asList()
                    .defaultValues()
                    .withDescription(
                            "Databases in MaxMind's format (.mmdb) that tell country or ASN of an"
                                    + " address, relative to this file; the first that tells a"
                                    + " thing is believed. Read into the heap once per process, so"
                                    + " a new version counts from the next start; a cluster needs"
                                    + " them on every TaskManager, by the same path. Absent:"
                                    + " country and network of the other end are known only where"
                                    + " a log tells them.");

    public static final ConfigOption<String> BOOTSTRAP =
            ConfigOptions.key("kafka.bootstrap")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("Kafka brokers, host:port, comma separated. Needed by run.");

    public static final ConfigOption<List<String>> RAW_TOPICS =
            ConfigOptions.key("kafka.raw-topics")
                    .stringType()
                    .asList()
                    .defaultValues(
                            "raw.zeek",
                            "raw.suricata",
                            "raw.flows",
                            "raw.endpoint",
                            "raw.identity",
                            "raw.m365",
                            "raw.entra",
                            "raw.okta",
                            "raw.google",
                            "raw.cloud",
                            "raw.web",
                            "raw.email",
                            "raw.declared")
                    .withDescription("Topics with raw telemetry. Not beside kafka.raw-pattern.");

    public static final ConfigOption<String> RAW_PATTERN =
            ConfigOptions.key("kafka.raw-pattern")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Regular expression of the whole name of a topic with raw telemetry,"
                                    + " instead of kafka.raw-topics. A topic that is created later"
                                    + " is found within kafka.discovery-interval and read from its"
                                    + " first record.");

    public static final ConfigOption<String> START =
            ConfigOptions.key("kafka.start")
                    .stringType()
                    .defaultValue("committed")
                    .withDescription(
                            "Where raw topics are read from when there is no checkpoint:"
                                    + " committed (earliest where nothing is), earliest, latest, or"
                                    + " an instant in ISO-8601 (records written at or after it)."
                                    + " Partitions found later are always read from their first"
                                    + " record.");

    public static final ConfigOption<Duration> DISCOVERY =
            ConfigOptions.key("kafka.discovery-interval")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(60))
                    .withDescription(
                            "Between two looks for new partitions and topics, 1 s to 1 h. Higher:"
                                    + " they are read later, the brokers are asked less.");

    public static final ConfigOption<String> CLIENT_PROPERTIES =
            ConfigOptions.key("kafka.client-properties")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Java properties file of every Kafka client with TLS and SASL settings."
                                    + " Only the keys that docs/deploy-kafka.md lists; values are"
                                    + " never shown.");

    public static final ConfigOption<String> CONTROL_TOPIC =
            ConfigOptions.key("kafka.control-topic")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Topic with phase messages {\"phase\",\"valid_from\",\"until\"} in"
                                    + " milliseconds or ISO-8601. Absent: the calendar alone.");

    public static final ConfigOption<String> FINDINGS_TOPIC =
            ConfigOptions.key("kafka.findings-topic")
                    .stringType()
                    .defaultValue("findings.v1")
                    .withDescription("Topic of findings and progress records.");

    public static final ConfigOption<String> INCIDENTS_TOPIC =
            ConfigOptions.key("kafka.incidents-topic")
                    .stringType()
                    .defaultValue("incidents.v1")
                    .withDescription("Compacted topic of incidents, keyed by incident id.");

    public static final ConfigOption<String> RESPONSES_TOPIC =
            ConfigOptions.key("kafka.responses-topic")
                    .stringType()
                    .defaultValue("responses.v1")
                    .withDescription("Topic of recommended responses, keyed by incident id.");

    public static final ConfigOption<String> BOOKS_TOPIC =
            ConfigOptions.key("kafka.books-topic")
                    .stringType()
                    .defaultValue("books.v1")
                    .withDescription("Compacted topic of running totals per source.");

    public static final ConfigOption<String> HEARTBEAT_TOPIC =
            ConfigOptions.key("kafka.heartbeat-topic")
                    .stringType()
                    .defaultValue("heartbeat.v1")
                    .withDescription(
                            "Topic of signs of life, one of each job every 10 s. Thirty seconds"
                                    + " without one is an alarm of whoever receives incidents.");

    public static final ConfigOption<String> DEAD_LETTERS_TOPIC =
            ConfigOptions.key("kafka.dead-letters-topic")
                    .stringType()
                    .defaultValue("dead-letters.v1")
                    .withDescription(
                            "Topic of records that could not be used; holds raw data, so restrict"
                                    + " who reads it.");

    public static final ConfigOption<String> GROUP =
            ConfigOptions.key("kafka.group")
                    .stringType()
                    .defaultValue("touchline")
                    .withDescription(
                            "Consumer group prefix; -detection and -correlation are appended.");

    public static final ConfigOption<Duration> BOUND =
            ConfigOptions.key("kafka.bound")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(5))
                    .withDescription(
                            "How far write times may be out of order on a partition, 0 s to 30 s."
                                    + " Higher: every finding comes later by as much.");

    public static final ConfigOption<Duration> STEP =
            ConfigOptions.key("kafka.watermark-step")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(1))
                    .withDescription(
                            "Write time advances in steps of this, 10 ms or more. Higher: larger"
                                    + " bundles and less work per record, later findings.");

    public static final ConfigOption<Duration> IDLE =
            ConfigOptions.key("kafka.idle-after")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(30))
                    .withDescription(
                            "A partition that is silent for this long holds nobody up, 1 s or"
                                    + " more; when all are, time goes on by the wall clock. Higher:"
                                    + " a silent partition delays findings longer.");

    public static final ConfigOption<Duration> CHECKPOINT_INTERVAL =
            ConfigOptions.key("kafka.checkpoint-interval")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(10))
                    .withDescription(
                            "Between two checkpoints, 1 s or more. Higher: less work, more to"
                                    + " repeat after a failure.");

    public static final ConfigOption<String> CHECKPOINTS =
            ConfigOptions.key("kafka.checkpoints")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Folder or URI of checkpoints for run. Absent: in a temporary folder,"
                                    + " which the next start does not find.");

    private TouchlineOptions() {}

    /** All of them, in the order of the documentation. */
    public static List<ConfigOption<?>> all() {
        return List.of(
                SITE,
                NETWORKS,
                MAIL_DOMAINS,
                VENUE_FILE,
                HASH_KEY_FILE,
                CALENDAR,
                DECLARED_SOURCES,
                GEOGRAPHY,
                IDENTITY_HOLD,
                SESSION_IDLE,
                LOGON,
                REFUSE_AFTER,
                ArchiveOptions.RUN_SIZE,
                ArchiveOptions.OPEN_RUNS,
                ArchiveOptions.ROWS_PER_WATERMARK,
                ArchiveOptions.END_DELAY,
                BOOTSTRAP,
                CLIENT_PROPERTIES,
                RAW_TOPICS,
                RAW_PATTERN,
                START,
                DISCOVERY,
                CONTROL_TOPIC,
                FINDINGS_TOPIC,
                INCIDENTS_TOPIC,
                RESPONSES_TOPIC,
                BOOKS_TOPIC,
                HEARTBEAT_TOPIC,
                DEAD_LETTERS_TOPIC,
                GROUP,
                BOUND,
                STEP,
                IDLE,
                CHECKPOINT_INTERVAL,
                CHECKPOINTS);
    }
}
