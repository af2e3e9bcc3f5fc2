package dev.signalbox.server.peers;

/** What came of a message. */
sealed interface Posted {
    /** It was heard. */
    record Heard() implements Posted {}

    /** Its receiver has another life than the one it was for. */
    record Other(String life) implements Posted {}

    /** Its receiver does not listen, and says so by this status. */
    record Refused(int status) implements Posted {}

    /** It did not arrive, or nobody answered. */
    record Failed(String why) implements Posted {}

    /** The word that metrics show. */
    default String word() {
        return switch (this) {
            case Heard _ -> "heard";
            case Other _ -> "met";
            case Refused _ -> "refused";
            case Failed _ -> "failed";
        };
    }

    /** What the log says. */
    default String words() {
        return switch (this) {
            case Heard _ -> "it listens";
            case Other _ -> "it has another life";
            case Refused(int status) ->
                "status " + status
                        + switch (status) {
                            case 401 -> ", it has another secret";
                            case 404 -> ", it has no health.peers or is no gateway";
                            default -> "";
                        };
            case Failed(String why) -> why;
        };
    }
}
