package dev.signalbox.simulator.answer;

/**
 * What one answer is billed by.
 *
 * @param input all tokens of the request, cached ones included
 * @param cacheRead those of them that were read from the prompt cache
 * @param cacheWrite5m those that were written to it for five minutes
 * @param cacheWrite1h those that were written to it for an hour
 * @param output all tokens of the answer, thinking included
 */
public record Usage(int input, int cacheRead, int cacheWrite5m, int cacheWrite1h, int output, int thinking) {
    /** The input that no cache had a part in. */
    public int uncached() {
        return input - cacheRead - cacheWrite5m - cacheWrite1h;
    }
}
