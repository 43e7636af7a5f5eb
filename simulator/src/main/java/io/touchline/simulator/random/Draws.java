// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.random;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The random numbers of one population.
 *
 * <p>Everything derives from {@code nextLong} by arithmetic and {@link StrictMath}, so one seed
 * gives the same bytes on any machine. Not thread-safe.
 */
public final class Draws {
    private static final String BASE_62 =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String HEX = "0123456789abcdef";

    private final SplittableRandom random;

    private Draws(SplittableRandom random) {
        this.random = random;
    }

    /** The stream of {@code population}: another name, another stream, whatever else is drawn. */
    public static Draws of(long seed, String population) {
        long mixed = seed;
        for (int i = 0; i < population.length(); i++) {
            mixed = mix(mixed * 31 + population.charAt(i));
        }
        return new Draws(new SplittableRandom(mix(mixed)));
    }

    /** In [0, 1). */
    public double uniform() {
        return (random.nextLong() >>> 11) * 0x1p-53;
    }

    public boolean chance(double probability) {
        return uniform() < probability;
    }

    /** In [low, high). */
    public long between(long low, long high) {
        return low + (long) (uniform() * (high - low));
    }

    public int below(int bound) {
        return (int) (uniform() * bound);
    }

    public <T> T pick(List<T> values) {
        return values.get(below(values.size()));
    }

    /** Prefers the front: the share of rank r falls roughly as 1 / sqrt(r). */
    public <T> T pickFavourite(List<T> values) {
        double u = uniform();
        return values.get((int) (u * u * values.size()));
    }

    /** Log-normal around {@code median}; real transfer sizes and durations are heavy-tailed. */
    public long around(double median, double sigma) {
        return StrictMath.max(1, (long) (median * StrictMath.exp(normal(0, sigma))));
    }

    /** Exponential; the gaps of a Poisson process. */
    public double exponential(double mean) {
        return -mean * StrictMath.log(1 - uniform());
    }

    /**
     * Pareto: P(X > x) = (least / x)^shape. Of shape 1 to 2 its mean is finite and its variance is
     * not; many sources that are on or off for such times are self-similar together (Willinger,
     * Taqqu, Sherman, Wilson 1997). Cut off at {@code most}.
     */
    public double pareto(double least, double shape, double most) {
        return StrictMath.min(most, least * StrictMath.pow(1 - uniform(), -1 / shape));
    }

    /** Normal, by Box and Muller (1958). */
    public double normal(double mean, double deviation) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
        return mean + deviation * radius * StrictMath.cos(2 * StrictMath.PI * uniform());
    }

    /** Poisson by multiplication (Knuth 1969); for means below 100. */
    public int poisson(double mean) {
        double limit = StrictMath.exp(-mean);
        int count = 0;
        for (double product = uniform(); product > limit; product *= uniform()) {
            count++;
        }
        return count;
    }

    /** Log-normal, in microseconds. */
    public Duration lasting(Duration median, double sigma) {
        return micros(around(median.toNanos() / 1e3, sigma));
    }

    /** Uniform in [start, end), to the microsecond. */
    public Instant within(Instant start, Instant end) {
        return start.plus(between(0, ChronoUnit.MICROS.between(start, end)), ChronoUnit.MICROS);
    }

    /** Uniform in [start, start + span). */
    public Instant within(Instant start, Duration span) {
        return within(start, start.plus(span));
    }

    public int ephemeralPort() {
        return 49152 + below(16384);
    }

    /** A Zeek uid: C and 17 characters of base 62. */
    public String uid() {
        return "C" + text(BASE_62, 17);
    }

    public String hex(int digits) {
        return text(HEX, digits);
    }

    public String guid() {
        return String.join("-", hex(8), hex(4), "4" + hex(3), "a" + hex(3), hex(12));
    }

    /** Six octets: {@code prefix} (as {@code 8c:47:be}) and the rest. */
    public String mac(String prefix) {
        StringBuilder mac = new StringBuilder(prefix);
        while (mac.length() < 17) {
            mac.append(':').append(hex(2));
        }
        return mac.toString();
    }

    public static Duration micros(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }

    private String text(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(below(alphabet.length())));
        }
        return text.toString();
    }

    /** The finaliser of MurmurHash3 (Appleby 2011). */
    private static long mix(long value) {
        long z = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return z ^ (z >>> 33);
    }
}
