package dev.signalbox.server.config;

import dev.signalbox.server.settings.Settings;
import java.util.List;

/** What came of looking at the configuration again. */
public sealed interface Reload {

    /**
     * New settings hold.
     *
     * @param settings what holds now; keys that need a restart have their old values
     * @param notes warnings of the file, and the keys whose change takes effect after a restart
     */
    record Swapped(Settings settings, List<Problem> notes) implements Reload {
        public Swapped {
            notes = List.copyOf(notes);
        }
    }

    /** The file cannot be used, so the old settings hold. */
    record Kept(Settings settings, List<Problem> problems) implements Reload {
        public Kept {
            problems = List.copyOf(problems);
        }
    }

    /** The file says what holds already. */
    record Unchanged(Settings settings) implements Reload {}
}
