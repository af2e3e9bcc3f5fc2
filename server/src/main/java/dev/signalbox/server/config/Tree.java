package dev.signalbox.server.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A configuration as it was written: words, lists and mappings, each with its place. Words have no types yet. */
sealed interface Tree {

    /** Where the value begins. */
    Place place();

    /**
     * One word.
     *
     * @param quoted whether it stood in quotation marks, which makes an empty one a value
     */
    record Scalar(String text, boolean quoted, Place place) implements Tree {

        Scalar(String text) {
            this(text, false, Place.NONE);
        }

        boolean isEmpty() {
            return text.isEmpty() || (!quoted && (text.equals("~") || text.equalsIgnoreCase("null")));
        }
    }

    /** A list. */
    record Sequence(List<Tree> items, Place place) implements Tree {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** Names and their values, in the order written. */
    record Mapping(Map<String, Entry> entries, Place place) implements Tree {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }

    /** One line of a mapping, with the place of its name. */
    record Entry(Place place, Tree value) {}
}
