package dev.signalbox.server.config;

import dev.signalbox.server.settings.Settings;
import java.util.List;

/** What came of reading a configuration. Problems are in the order of the file. */
public sealed interface Loaded {

    /** The configuration can be used. */
    record Good(Settings settings, List<Problem> warnings) implements Loaded {
        public Good {
            warnings = List.copyOf(warnings);
        }
    }

    /** The configuration cannot be used: at least one of the problems is an error. */
    record Bad(List<Problem> problems) implements Loaded {
        public Bad {
            problems = List.copyOf(problems);
        }
    }
}
