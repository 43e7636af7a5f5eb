// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import io.touchline.jobs.files.InputException;
import io.touchline.jobs.options.VenueFileReader;
import io.touchline.operators.venue.VenueRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the venue file as it was at the start, then looks at it at each element. A text that is new
 * and can be used is a version from the time the file was written, and ten seconds for it to reach
 * every subtask; one that cannot is told once, and the version before it stays.
 */
public final class VenueWatch extends AbstractStreamOperator<VenueRow>
        implements OneInputStreamOperator<Long, VenueRow> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(VenueWatch.class);
    static final long HOLD_MILLIS = 10_000;

    // the text that counts now; none before the first look
    private static final ListStateDescriptor<String> TEXT =
            new ListStateDescriptor<>("text", Types.STRING);

    private final String file;
    private final String first;
    private final VenueFileReader reader;
    private final List<String> ownNetworks;
    private transient ListState<String> textState;
    private transient @Nullable String text;
    private transient String complaint;
    private transient Counter refusals;

    /**
     * @param file empty: there is none
     * @param first text at the start of the job, told at the first look
     */
    VenueWatch(String file, String first, VenueFileReader reader, List<String> ownNetworks) {
        this.file = file;
        this.first = first;
        this.reader = reader;
        this.ownNetworks = List.copyOf(ownNetworks);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        textState = context.getOperatorStateStore().getListState(TEXT);
        text = null;
        complaint = "";
        for (String held : textState.get()) {
            text = held;
        }
        refusals = getMetricGroup().counter("venue_file_refusals");
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        textState.update(text == null ? List.of() : List.of(text));
    }

    @Override
    public void processElement(StreamRecord<Long> look) {
        if (text == null) {
            text = first;
            output.collect(new StreamRecord<>(VenueRow.first(first)));
        }
        if (!file.isEmpty()) {
            look();
        }
    }

    private void look() {
        try {
            Path path = Path.of(file);
            String found = Files.readString(path);
            long written = Files.getLastModifiedTime(path).toMillis();
            if (!found.equals(text)) {
                reader.check(found, ownNetworks);
                text = found;
                LOG.info("the venue file {} has changed and counts from now on", file);
                output.collect(new StreamRecord<>(new VenueRow(written + HOLD_MILLIS, found)));
            }
            complaint = "";
        } catch (InputException e) {
            refuse(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            refuse("could not read " + file + ": no such file, or it is not readable");
        }
    }

    /** Once per mistake, not once per look. */
    private void refuse(String why) {
        if (!why.equals(complaint)) {
            refusals.inc();
            LOG.error("{}; the version before it stays", why);
        }
        complaint = why;
    }

    /** Mistakes told since the task began. */
    long refusals() {
        return refusals.getCount();
    }
}
