// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.beaconing;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The open bursts of one entity, four at most and for a day, and what is usual. Mutable. */
public final class Ensembles {
    static final int MOST = 4;
    private static final long KEPT_MILLIS = 86_400_000;

    public final UsualBursts usual = new UsualBursts();
    public final List<Ensemble> open = new ArrayList<>();

    /**
     * A destination that the entity meets for the first time.
     *
     * @param over is told of each burst that ends by that
     */
    public Ensemble meet(
            boolean named,
            long hash,
            String value,
            long when,
            long writeTime,
            Consumer<Ensemble> over) {
        close(writeTime, over);
        Ensemble it = null;
        for (Ensemble other : open) {
            if (other.named == named && other.spans(when)) {
                it = other;
                break;
            }
        }
        if (it == null) {
            makeRoom(over);
            it = new Ensemble(named, when, writeTime);
            open.add(it);
        }
        it.add(hash, value, when);
        it.touchedAt = writeTime;
        return it;
    }

    /** Where the destination is a member, of what is not over at {@code now}. */
    public @Nullable Ensemble of(long hash, long now) {
        for (Ensemble it : open) {
            if (now <= it.openedAt + KEPT_MILLIS && it.member(hash) != null) {
                return it;
            }
        }
        return null;
    }

    /** The same burst by names, where this one is of addresses, and the other way round. */
    public @Nullable Ensemble twin(Ensemble of) {
        for (Ensemble it : open) {
            if (it.named != of.named && it.meets(of)) {
                return it;
            }
        }
        return null;
    }

    private void close(long now, Consumer<Ensemble> over) {
        for (Iterator<Ensemble> all = open.iterator(); all.hasNext(); ) {
            Ensemble it = all.next();
            if (now > it.openedAt + KEPT_MILLIS) {
                closed(it, over);
                all.remove();
            }
        }
    }

    /** The first to go is a burst too small to be an ensemble, else what was quiet for longest. */
    private void makeRoom(Consumer<Ensemble> over) {
        if (open.size() < MOST) {
            return;
        }
        Ensemble least = open.get(0);
        for (Ensemble it : open) {
            boolean small = it.members.size() < Ensemble.LEAST;
            boolean leastIsSmall = least.members.size() < Ensemble.LEAST;
            if (small == leastIsSmall ? it.touchedAt < least.touchedAt : small) {
                least = it;
            }
        }
        closed(least, over);
        open.remove(least);
    }

    /** What was told is no part of ordinary life. */
    private void closed(Ensemble it, Consumer<Ensemble> over) {
        if (it.told == 0) {
            usual.learn(it);
        }
        over.accept(it);
    }
}
