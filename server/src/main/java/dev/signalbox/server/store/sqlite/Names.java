package dev.signalbox.server.store.sqlite;

import dev.signalbox.server.store.Dimension;
import java.util.Set;

/** How the values of dimensions are found in rows. */
enum Names {
    /** In entries, as {@code e}. */
    OF_ENTRIES,
    /** In entries joined with their attempts, as {@code e} and {@code a}. */
    OF_ATTEMPTS,
    /** In the sums of hours and days, as {@code e}. */
    OF_SUMS;

    private static final Set<Dimension> SUMMED_UP = Set.of(
            Dimension.Field.CALLER,
            Dimension.Field.TENANT,
            Dimension.Field.TEAM,
            Dimension.Field.ROUTE,
            Dimension.Field.MODEL,
            Dimension.Field.PROVIDER,
            Dimension.Field.HOUR,
            Dimension.Field.DAY,
            Dimension.Field.WEEK,
            Dimension.Field.MONTH);

    /** Whether sums know this dimension. */
    static boolean areSummedUp(Dimension dimension) {
        return SUMMED_UP.contains(dimension);
    }

    /** The expression for the value, never null. */
    String of(Dimension dimension) {
        return switch (dimension) {
            case Dimension.Metadata(String name) -> "ifnull(json_extract(e.metadata,'$.\"" + name + "\"'),'')";
            case Dimension.Field field -> of(field);
        };
    }

    private String of(Dimension.Field field) {
        boolean attempts = this == OF_ATTEMPTS;
        return switch (field) {
            case MODEL -> attempts ? "a.target" : text("model");
            case PROVIDER -> attempts ? "a.provider" : text("provider");
            case STATUS -> attempts ? "ifnull(cast(a.status AS TEXT),'')" : "cast(e.status AS TEXT)";
            case FAILURE -> attempts ? "ifnull(a.error,'')" : text("failure");
            case ENDING -> attempts ? "a.outcome" : "e.ended";
            case CALLER -> text("caller");
            case TENANT -> text("tenant");
            case ROUTE -> text("route");
            case PLAN -> text("plan");
            case TEAM -> text("team");
            case USER -> text("end_user");
            case UPSTREAM -> text("reported_model");
            case DIALECT -> "e.dialect";
            case PROVIDER_DIALECT -> text("provider_dialect");
            case STREAMED -> "iif(e.streamed,'true','false')";
            case MODE -> picked("mode");
            case BASIS -> picked("basis");
            case WEIGHTS -> picked("weights");
            case DOMAIN -> picked("prompt.domain");
            case TASK -> picked("prompt.task");
            case REQUEST -> "e.request_id";
            case HOUR -> time("%Y-%m-%dT%H:00Z");
            case DAY -> time("%Y-%m-%d");
            case WEEK -> time("%G-W%V");
            case MONTH -> time("%Y-%m");
        };
    }

    private static String text(String column) {
        return "ifnull(e." + column + ",'')";
    }

    private static String picked(String path) {
        return "ifnull(json_extract(e.picked,'$." + path + "'),'')";
    }

    private String time(String form) {
        return "strftime('" + form + "', e." + (this == OF_SUMS ? "since" : "arrived") + " / 1000000, 'unixepoch')";
    }
}
