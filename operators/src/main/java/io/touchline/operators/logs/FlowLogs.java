// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import static io.touchline.operators.logs.Log.at;
import static io.touchline.operators.logs.Log.ends;
import static io.touchline.operators.logs.Log.log;
import static io.touchline.schemas.Action.CONNECT;

import io.touchline.schemas.Attribute;
import io.touchline.schemas.Channel;
import io.touchline.schemas.Measure;
import java.util.List;

/** Flows as others write them: NetFlow as text, and the flow logs of clouds. */
final class FlowLogs {
    private static final String LOWER_PORT = "; the end with the lower port responds";

    static final List<Log> ALL =
            List.of(binetflow(), nfdump(), amazon(), networkGroup(), network());

    private FlowLogs() {}

    private static Log binetflow() {
        return flows("netflow.binetflow", Channel.NETWORK)
                .told("SrcAddr", "DstAddr", "StartTime")
                .renames(
                        "ts=StartTime",
                        "duration=Dur",
                        "proto=Proto",
                        "id.orig_h=SrcAddr",
                        "id.orig_p=Sport",
                        "id.resp_h=DstAddr",
                        "id.resp_p=Dport",
                        "conn_state=State",
                        "orig_bytes=SrcBytes",
                        "orig_pkts=SrcPkts")
                .written(ends("ts", "duration"))
                .outcome("State: flags of one side alone, INT, REQ failure; else success")
                .silent("ARP; between addresses of nobody")
                .read(FlowRecords::binetflow);
    }

    private static Log nfdump() {
        return flows("netflow.nfdump", Channel.NETWORK)
                .told("sa", "da", "te", "td")
                .renames(
                        "ts=ts",
                        "duration=td",
                        "proto=pr",
                        "id.orig_h=sa",
                        "id.orig_p=sp",
                        "id.resp_h=da",
                        "id.resp_p=dp",
                        "conn_state=flg",
                        "orig_bytes=ibyt",
                        "orig_pkts=ipkt",
                        "resp_bytes=obyt",
                        "resp_pkts=opkt")
                .written(at("te", "ts"))
                .outcome("flg of TCP: an ACK without RST success; RST or no ACK failure")
                .read(FlowRecords::nfdump);
    }

    private static Log amazon() {
        return ruled("aws.flow")
                .told("srcaddr", "dstaddr", "log-status")
                .renames(
                        "ts=start",
                        "proto=protocol",
                        "uid=interface-id",
                        "id.orig_h=srcaddr",
                        "id.orig_p=srcport",
                        "id.resp_h=dstaddr",
                        "id.resp_p=dstport",
                        "orig_bytes=bytes",
                        "orig_pkts=packets",
                        "direction=flow-direction")
                .written(at("end", "start"))
                .outcome("action: ACCEPT success; REJECT denied")
                .silent("NODATA and SKIPDATA: no flow")
                .read(FlowRecords::amazon);
    }

    private static Log networkGroup() {
        return ruled("azure.nsg-flow")
                .categories("networksecuritygroupflowevent")
                .parts(FlowTuples::ofNetworkGroup)
                .written(at("time", "ts"))
                .outcome("A B C E success; D denied")
                .read(FlowRecords::azure);
    }

    private static Log network() {
        return ruled("azure.vnet-flow")
                .categories("flowlogflowevent")
                .parts(FlowTuples::ofNetwork)
                .written(at("time", "ts"))
                .outcome("A B C E success; D denied")
                .read(FlowRecords::azure);
    }

    private static Log.Builder ruled(String name) {
        return flows(name, Channel.CLOUD).attributes(Attribute.RULE, Attribute.DIRECTION);
    }

    private static Log.Builder flows(String name, Channel channel) {
        return log(name)
                .on(channel, CONNECT)
                .role(
                        ZeekLogs.ORIGINATOR + LOWER_PORT + " where no direction is told",
                        "the other end")
                .role(ZeekLogs.RESPONDER, ZeekLogs.CLIENT)
                .measures(
                        Measure.BYTES_OUT,
                        Measure.BYTES_IN,
                        Measure.PACKETS_OUT,
                        Measure.PACKETS_IN,
                        Measure.DURATION_MILLIS)
                .attributes(
                        Attribute.PROTO,
                        Attribute.RESPONDER_PORT,
                        Attribute.COUNTRY,
                        Attribute.ASN,
                        Attribute.COMMUNITY_ID);
    }
}
