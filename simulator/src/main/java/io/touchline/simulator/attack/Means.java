// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import io.touchline.schemas.Stage;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** All means of a stage; {@code script-mail} in a scenario is {@link #SCRIPT_MAIL} here. */
enum Means {
    SCRIPT_MAIL(Stage.DELIVERY, MailMeans::scriptMail),
    THREAD_MAIL(Stage.DELIVERY, MailMeans::threadMail),
    INTERNAL_PHISH(Stage.DELIVERY, MailMeans::internalPhish),

    ACCOUNT_TAKEOVER(Stage.FOOTHOLD, AccountMeans::takeOver),
    INBOX_RULE(Stage.COLLECTION_EXFILTRATION, AccountMeans::inboxRule),
    TAKE_FILES(Stage.COLLECTION_EXFILTRATION, AccountMeans::takeFiles),
    CLOUD_DISCOVERY(Stage.DISCOVERY, AccountMeans::cloudDiscovery),
    CLOUD_GRANT(Stage.FOOTHOLD, AccountMeans::cloudGrant),

    SCRIPT_RUN(Stage.FOOTHOLD, HostMeans::scriptRun),

    DEVELOPER_TUNNEL(Stage.COMMAND_AND_CONTROL, OutboundMeans::developerTunnel),
    SMALL_POST(Stage.COMMAND_AND_CONTROL, OutboundMeans::smallPost),
    BEACON(Stage.COMMAND_AND_CONTROL, BeaconMeans::beacon),
    PARALLEL_POLLS(Stage.COMMAND_AND_CONTROL, BeaconMeans::parallelPolls),
    EXFILTRATION(Stage.COLLECTION_EXFILTRATION, OutboundMeans::exfiltration),
    MINER_DOWNLOAD(Stage.MONETISATION, OutboundMeans::minerDownload),
    MINING(Stage.MONETISATION, OutboundMeans::mining),

    WEB_EXPLOIT(Stage.FOOTHOLD, ServerMeans::webExploit),
    CALL_BACK(Stage.COMMAND_AND_CONTROL, ServerMeans::callBack),
    NEW_SERVER(Stage.FOOTHOLD, ServerMeans::newServer),

    SCAN(Stage.DISCOVERY, InsideMeans::scan),
    PLUGGED_BOX(Stage.FOOTHOLD, InsideMeans::pluggedBox),
    SUPPLIER_LOGON(Stage.FOOTHOLD, InsideMeans::supplierLogon),
    VENDOR_SESSION(Stage.FOOTHOLD, InsideMeans::vendorSession),
    REMOTE_SESSION(Stage.LATERAL_MOVEMENT, InsideMeans::remoteSession),
    ENCRYPTION(Stage.MONETISATION, InsideMeans::encryption),
    SILENCE(Stage.AVAILABILITY, InsideMeans::silence),
    FLOOD(Stage.AVAILABILITY, InsideMeans::flood),

    CONTROLLER_READ(Stage.OT_ACCESS, ControllerMeans::read),
    CONTROLLER_WRITE(Stage.OT_IMPACT, ControllerMeans::write),
    REPLAYED_POLLS(Stage.OT_IMPACT, ControllerMeans::replay);

    private final Stage stage;
    private final Consumer<Scene> play;

    Means(Stage stage, Consumer<Scene> play) {
        this.stage = stage;
        this.play = play;
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
