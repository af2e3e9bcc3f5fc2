package dev.signalbox.server.store;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What reports can be grouped and filtered by. */
public sealed interface Dimension {
    /** The word as users write it. */
    String word();

    /** Whether its values are times. */
    default boolean isTime() {
        return this == Field.HOUR || this == Field.DAY || this == Field.WEEK || this == Field.MONTH;
    }

    /** The dimension of this word. */
    static Optional<Dimension> of(String word) {
        return word.startsWith(Metadata.PREFIX)
                ? Optional.of(word.substring(Metadata.PREFIX.length()))
                        .filter(Metadata::isName)
                        .map(Metadata::new)
                : Arrays.stream(Field.values())
                        .filter(field -> field.word.equals(word))
                        .<Dimension>map(field -> field)
                        .findFirst();
    }

    /** What users may write, for messages. */
    static List<String> words() {
        return Stream.concat(Arrays.stream(Field.values()).map(Field::word), Stream.of(Metadata.PREFIX + "NAME"))
                .toList();
    }

    /** What every entry has a place for. */
    enum Field implements Dimension {
        /** Our name of the model that answered, or was tried last. */
        MODEL("model"),
        /** Who asked. */
        CALLER("caller"),
        /** The route that was asked for. */
        ROUTE("route"),
        /** The hour of arrival, UTC, as {@code 2026-11-21T10:00Z}. */
        HOUR("hour"),
        /** The day of arrival, UTC, as {@code 2026-11-21}. */
        DAY("day"),
        /** The week of arrival, as ISO 8601 counts them: {@code 2026-W47}. */
        WEEK("week"),
        /** The month of arrival, UTC, as {@code 2026-11}. */
        MONTH("month"),
        /** Whose model it was. */
        PROVIDER("provider"),
        /** Whom the caller belongs to. */
        TENANT("tenant"),
        /** The plan of the caller. */
        PLAN("plan"),
        /** Which part of the tenant the caller belongs to. */
        TEAM("team"),
        /** Which of the caller's own users asked. */
        USER("user"),
        /** The underlying model as the provider named it. */
        UPSTREAM("upstream"),
        /** The caller's dialect. */
        DIALECT("dialect"),
        /** The provider's dialect. */
        PROVIDER_DIALECT("provider-dialect"),
        /** The HTTP status that the caller was told; of an attempt, the provider's. */
        STATUS("status"),
        /** The code of the failure. */
        FAILURE("failure"),
        /** How the request ended; of an attempt, how that ended. */
        ENDING("ending"),
        /** Whether the answer was asked for as a stream: {@code true} or {@code false}. */
        STREAMED("streamed"),
        /** The mode of a learned route that held. */
        MODE("mode"),
        /** What a learned route decided by. */
        BASIS("basis"),
        /** The weights of a learned route, by their version. */
        WEIGHTS("weights"),
        /** What a prompt was about, as a learned route took it. */
        DOMAIN("domain"),
        /** What a prompt wanted, as a learned route took it. */
        TASK("task"),
        /** Our id of the request. */
        REQUEST("request");

        private final String word;

        Field(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** One word of the metadata that requests were told with. */
    record Metadata(String name) implements Dimension {
        static final String PREFIX = "metadata:";

        /** No quotation marks, commas or signs of equality: the name stands in options and in questions to the store. */
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:/@+-]{1,64}");

        /** Rejects names that cannot be asked for. */
        public Metadata {
            if (!isName(name)) {
                throw new IllegalArgumentException(
                        "metadata: \"" + name + "\" (expected: 1 to 64 letters, digits or . _ : / @ + -)");
            }
        }

        static boolean isName(String name) {
            return NAME.matcher(name).matches();
        }

        @Override
        public String word() {
            return PREFIX + name;
        }
    }
}
