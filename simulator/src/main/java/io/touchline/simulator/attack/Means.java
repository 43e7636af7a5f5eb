// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import io.touchline.schemas.Stage;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** All means of a stage; {@code script-mail} in a scenario is {@link #SCRIPT_MAIL} here. */
enum Means {
    SCRIPT_MAIL(Stage.DELIVERY, Who.MAILBOX, MailMeans::scriptMail, "sender:text attachment:text"),
    THREAD_MAIL(Stage.DELIVERY, Who.MAILBOX, MailMeans::threadMail, "sender:text reply:same|other"),
    INTERNAL_PHISH(
            Stage.DELIVERY,
            Who.ACCOUNT,
            MailMeans::internalPhish,
            "recipients:count from:text source:address"),

    ACCOUNT_TAKEOVER(
            Stage.FOOTHOLD,
            Who.ACCOUNT,
            AccountMeans::takeOver,
            "failures:whole from:text source:address agent:browser|headless"),
    INBOX_RULE(
            Stage.COLLECTION_EXFILTRATION,
            Who.ACCOUNT,
            AccountMeans::inboxRule,
            "from:text source:address agent:browser|headless"),
    TAKE_FILES(
            Stage.COLLECTION_EXFILTRATION,
            Who.ACCOUNT,
            AccountMeans::takeFiles,
            "files:count department:text from:text source:address agent:browser|headless"),
    CLOUD_DISCOVERY(
            Stage.DISCOVERY, Who.ACCOUNT, AccountMeans::cloudDiscovery, "from:text source:address"),
    CLOUD_GRANT(
            Stage.FOOTHOLD,
            Who.ACCOUNT,
            AccountMeans::cloudGrant,
            "user:text from:text source:address"),

    SCRIPT_RUN(Stage.FOOTHOLD, Who.MACHINE, HostMeans::scriptRun, "script:text of:text"),

    DEVELOPER_TUNNEL(
            Stage.COMMAND_AND_CONTROL,
            Who.MACHINE,
            OutboundMeans::developerTunnel,
            "service:text for:duration of:text"),
    SMALL_POST(
            Stage.COMMAND_AND_CONTROL,
            Who.MACHINE,
            OutboundMeans::smallPost,
            "host:text bytes:count of:text"),
    BEACON(
            Stage.COMMAND_AND_CONTROL,
            Who.MACHINE,
            BeaconMeans::beacon,
            "host:text every:duration jitter:jitter missed:share for:duration of:text"),
    PARALLEL_POLLS(
            Stage.COMMAND_AND_CONTROL,
            Who.MACHINE,
            BeaconMeans::parallelPolls,
            "endpoints:count every:duration transport:connection|keep-alive|h2 for:duration switch-after:duration hosts:list of:text"),
    EXFILTRATION(
            Stage.COLLECTION_EXFILTRATION,
            Who.MACHINE,
            OutboundMeans::exfiltration,
            "host:text bytes:positive pieces:count spread:duration days:count growth:positive of:text"),
    MINER_DOWNLOAD(
            Stage.MONETISATION,
            Who.MACHINE,
            OutboundMeans::minerDownload,
            "host:address agent:text of:text"),
    MINING(
            Stage.MONETISATION,
            Who.MACHINE,
            OutboundMeans::mining,
            "pool:text for:duration of:text"),

    WEB_EXPLOIT(
            Stage.FOOTHOLD,
            Who.MACHINE,
            ServerMeans::webExploit,
            "from:text source:address requests:count answered:whole"),
    CALL_BACK(
            Stage.COMMAND_AND_CONTROL,
            Who.MACHINE,
            ServerMeans::callBack,
            "from:text source:address port:count for:duration"),
    NEW_SERVER(Stage.FOOTHOLD, Who.MACHINE, ServerMeans::newServer, ""),

    SCAN(
            Stage.DISCOVERY,
            Who.MACHINE,
            InsideMeans::scan,
            "targets:text ports:list most:count pace:duration open:share of:text"),
    LEASE_HAND_OVER(
            Stage.LATERAL_MOVEMENT, Who.MACHINE, AddressMeans::leaseHandOver, "to:text as:text"),
    SHARED_GATEWAY(
            Stage.FOOTHOLD,
            Who.MACHINE,
            AddressMeans::sharedGateway,
            "accounts:count for:duration"),
    PLUGGED_BOX(Stage.FOOTHOLD, Who.MACHINE, InsideMeans::pluggedBox, "name:text"),
    SUPPLIER_LOGON(
            Stage.FOOTHOLD,
            Who.MACHINE,
            InsideMeans::supplierLogon,
            "account:text gate:text for:duration"),
    VENDOR_SESSION(
            Stage.FOOTHOLD, Who.MACHINE, InsideMeans::vendorSession, "vendor:text for:duration"),
    REMOTE_SESSION(
            Stage.LATERAL_MOVEMENT,
            Who.MACHINE,
            InsideMeans::remoteSession,
            "to:text as:text protocol:rdp|smb|ssh|winrm for:duration of:text"),
    ENCRYPTION(
            Stage.MONETISATION,
            Who.MACHINE,
            HarmMeans::encryption,
            "to:text as:text files:count of:text"),
    SILENCE(Stage.AVAILABILITY, Who.MACHINE, HarmMeans::silence, "targets:text for:duration"),
    FLOOD(
            Stage.AVAILABILITY,
            Who.MACHINE,
            HarmMeans::flood,
            "to:text as:text sources:count rate:positive refused:share for:duration"),

    CONTROLLER_READ(
            Stage.OT_ACCESS,
            Who.MACHINE,
            ControllerMeans::read,
            "to:text as:text times:count address:whole of:text"),
    CONTROLLER_WRITE(
            Stage.OT_IMPACT,
            Who.MACHINE,
            ControllerMeans::write,
            "to:text as:text times:count function:WRITE_SINGLE_COIL|WRITE_MULTIPLE_COILS|WRITE_SINGLE_REGISTER|WRITE_MULTIPLE_REGISTERS|plc-stop address:whole value:text of:text"),
    REPLAYED_POLLS(Stage.OT_IMPACT, Who.MACHINE, ControllerMeans::replay, "for:duration");

    /** Who can do it, by kind of actor. */
    private enum Who {
        MACHINE("a machine", Set.of("device", "controller")),
        MAILBOX("a mailbox", Set.of("mailbox")),
        ACCOUNT("an account or a mailbox", Set.of("account", "mailbox"));

        private final String words;
        private final Set<String> kinds;

        Who(String words, Set<String> kinds) {
            this.words = words;
            this.kinds = kinds;
        }
    }

    private final Stage stage;
    private final Who who;
    private final Consumer<Scene> play;
    private final Parameters parameters;

    Means(Stage stage, Who who, Consumer<Scene> play, String parameters) {
        this.stage = stage;
        this.who = who;
        this.play = play;
        this.parameters = Parameters.of(parameters);
    }

    Parameters parameters() {
        return parameters;
    }

    /**
     * @throws ScenarioException when somebody of this kind cannot do it
     */
    void check(Actor actor) {
        if (!who.kinds.contains(actor.kind())) {
            throw new ScenarioException(
                    key() + " cannot be done by the " + actor.kind() + " " + actor.name(),
                    "name " + who.words);
        }
    }

    Stage stage() {
        return stage;
    }

    void play(Scene scene) {
        play.accept(scene);
    }

    /** By what is missing or repeated rather than by rows of its own. */
    boolean changesRowsOfOthers() {
        return this == SILENCE || this == REPLAYED_POLLS;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @throws ScenarioException when there is no such means
     */
    static Means of(String key) {
        return Arrays.stream(values())
                .filter(means -> means.key().equals(key))
                .findFirst()
                .orElseThrow(
                        () ->
                                new ScenarioException(
                                        "there are no means '" + key + "'",
                                        "use one of "
                                                + Arrays.stream(values())
                                                        .map(Means::key)
                                                        .collect(Collectors.joining(", "))));
    }
}
