package dev.signalbox.server.settings;

/** What becomes of a request that no target of its route can hold. */
public enum OverflowRule implements Word {
    /** It is refused. */
    REJECT("reject"),
    /** Other targets serve it, which stand by for that. */
    LARGER("larger"),
    /** Its oldest turns are left out. */
    TRUNCATE("truncate"),
    /** Its oldest turns are replaced by a summary. */
    SUMMARISE("summarise");

    private final String word;

    OverflowRule(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
