package dev.signalbox.cli;

/** How the logs of libraries look on standard error: one line each. */
final class Logging {

    private static final String FORMAT = "java.util.logging.SimpleFormatter.format";

    private Logging() {}

    /** Must come before the first logger is made. What the user set stays. */
    static void configure() {
        if (System.getProperty(FORMAT) == null) {
            System.setProperty(FORMAT, "%1$tFT%1$tT.%1$tL%1$tz %4$s %3$s: %5$s%6$s%n");
        }
    }
}
