package dev.signalbox.server.boot;

import java.util.List;

/** A gateway that cannot start. The message is for people: every problem on a line of its own. */
public final class GatewayRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GatewayRefused(List<String> problems) {
        super(String.join("\n", problems));
    }

    GatewayRefused(String problem, Throwable cause) {
        super(problem, cause);
    }
}
