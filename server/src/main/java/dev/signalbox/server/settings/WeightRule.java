package dev.signalbox.server.settings;

/** What the weights of a weighted route are. */
public enum WeightRule implements Word {
    /** Any numbers; the share of a target is its part of their sum. */
    RELATIVE("relative"),
    /** Percent: they add up to 100, so that a weight that was forgotten is found. */
    SUM("sum");

    /** What percents add up to. */
    public static final int WHOLE = 100;

    private final String word;

    WeightRule(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
