package dev.signalbox.server.routers.template;

/** Something in a template that is wrong or not understood. Reading of what it belongs to ends there. */
public final class TemplateMistake extends RuntimeException {
    private final At at;
    private final String what;
    private final String expected;

    /** @param expected what should be there; may be empty */
    public TemplateMistake(At at, String what, String expected) {
        super(what, null, false, false);
        this.at = at;
        this.what = what;
        this.expected = expected;
    }

    public At at() {
        return at;
    }

    public String what() {
        return what;
    }

    public String expected() {
        return expected;
    }
}
