package dev.signalbox.server.settings;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What requests of one task look like. All conditions must hold; one without any fits every request.
 *
 * @param match what stands in the prompt
 * @param shorterThan the prompt has fewer characters
 * @param images there are images or documents
 */
public record TaskPattern(String task, Optional<TextPattern> match, OptionalInt shorterThan, boolean images) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    /** The longest {@code shorterThan}. */
    public static final int MOST = 1_000_000;

    /** The patterns that hold where none are written. */
    public static final List<TaskPattern> BUILT_IN = List.of(
            new TaskPattern("multimodal", Optional.empty(), OptionalInt.empty(), true),
            matching("coding", "code|function|implement|debug|algorithm"),
            matching("creative", "story|creative|poem|narrative"),
            matching("analysis", "analyze|evaluate|assess|compare"),
            new TaskPattern("simple", Optional.empty(), OptionalInt.of(100), false),
            new TaskPattern("analysis", Optional.empty(), OptionalInt.empty(), false));

    /** Refuses what is no task and what fits nothing. */
    public TaskPattern {
        Checks.that(isTask(task), "task", '"' + task + '"', "small letters, digits and hyphens");
        shorterThan.ifPresent(most -> Checks.that(most > 0 && most <= MOST, "shorter-than", most, "1 to " + MOST));
    }

    /** Whether a task may have this name. */
    public static boolean isTask(String name) {
        return NAME.matcher(name).matches() && !name.equals(BranchSettings.OTHERWISE);
    }

    private static TaskPattern matching(String task, String match) {
        return new TaskPattern(task, Optional.of(new TextPattern(match)), OptionalInt.empty(), false);
    }

    /** Whether it fits every request. */
    public boolean always() {
        return match.isEmpty() && shorterThan.isEmpty() && !images;
    }
}
