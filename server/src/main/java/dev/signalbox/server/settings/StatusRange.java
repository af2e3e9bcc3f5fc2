package dev.signalbox.server.settings;

/** Status codes from {@code first} to {@code last}, both meant. */
public record StatusRange(int first, int last) implements Comparable<StatusRange> {

    public StatusRange {
        Checks.that(
                first >= 400 && first <= last && last <= 599,
                "statuses",
                first + "-" + last,
                "status codes from 400 to 599, the lower one first");
    }

    /** One code alone. */
    public static StatusRange of(int code) {
        return new StatusRange(code, code);
    }

    public boolean contains(int status) {
        return status >= first && status <= last;
    }

    /** As users write it: {@code 429}, {@code 500-599}. */
    public String written() {
        return first == last ? String.valueOf(first) : first + "-" + last;
    }

    @Override
    public int compareTo(StatusRange other) {
        return first == other.first ? Integer.compare(last, other.last) : Integer.compare(first, other.first);
    }
}
