package dev.signalbox.server.config;

import dev.signalbox.server.settings.BoundarySettings;
import dev.signalbox.server.settings.CallerSettings;
import dev.signalbox.server.settings.KeyDigest;
import dev.signalbox.server.settings.NamePattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** {@code callers.NAME}: somebody who may call. */
final class CallerSection {

    private static final Key<CallerSettings, List<KeyDigest>> KEY = Key.required(
            "key",
            ListKind.orOne(new DigestKind()),
            CallerSettings::keys,
            "The digest of the caller's key as `signalbox key new` prints it; a list while keys are being exchanged.");
    private static final Key<CallerSettings, Optional<String>> TENANT =
            Key.optional("tenant", WordKind.label(), CallerSettings::tenant, "Whom the caller belongs to; a label.");
    private static final Key<CallerSettings, Optional<String>> PLAN =
            Key.optional("plan", WordKind.label(), CallerSettings::plan, "The name of the caller's plan; a label.");
    private static final Key<CallerSettings, Optional<String>> TEAM = Key.optional(
            "team", WordKind.label(), CallerSettings::team, "Which part of the tenant the caller belongs to; a label.");
    private static final Key<CallerSettings, Optional<List<String>>> MAY_USE =
            Key.<CallerSettings, List<String>>optional(
                            "may-use",
                            names(),
                            CallerSettings::mayUse,
                            "The routes and models that the caller may use; names, or beginnings that end in `*`.")
                    .otherwise("everything");
    private static final Key<CallerSettings, Optional<List<NamePattern>>> SERVED_BY =
            Key.<CallerSettings, List<NamePattern>>optional(
                            "served-by",
                            names().as(
                                            names -> names.stream()
                                                    .map(NamePattern::new)
                                                    .toList(),
                                            patterns -> patterns.stream()
                                                    .map(NamePattern::text)
                                                    .toList()),
                            caller -> caller.boundary().servedBy(),
                            "The models that may serve the caller, whatever route it takes and whoever fails; names, or"
                                    + " beginnings that end in `*`.")
                    .otherwise("all");
    private static final Key<CallerSettings, Optional<List<String>>> ZONES = Key.<CallerSettings, List<String>>optional(
                    "zones",
                    Words.labels(),
                    caller -> caller.boundary().zones(),
                    "Where the caller's data may be processed: only models of these zones serve it, and none"
                            + " without a zone.")
            .otherwise("anywhere");
    private static final Key<CallerSettings, Optional<String>> DATA_CLASS = Key.optional(
            "data-class",
            WordKind.label(),
            caller -> caller.boundary().dataClass(),
            "The class of all data that the caller sends: only models that list it in `data-classes` serve it.");
    private static final Key<CallerSettings, Map<String, String>> METADATA = Key.withDefault(
            "metadata",
            Words.metadata(),
            CallerSettings::metadata,
            Map.of(),
            "Words that all requests of the caller are told with, by name. They go before what a request says itself.");

    static final Section<CallerSettings> SECTION = Section.of(
                    "callers.NAME",
                    "Somebody who may call. Only the digest of a key is written here, never the key.",
                    List.of(KEY, TENANT, PLAN, TEAM, MAY_USE, SERVED_BY, ZONES, DATA_CLASS, METADATA),
                    v -> new CallerSettings(
                            v.name(),
                            v.get(KEY),
                            v.get(TENANT),
                            v.get(PLAN),
                            v.get(TEAM),
                            v.get(MAY_USE),
                            v.get(METADATA),
                            new BoundarySettings(v.get(ZONES), v.get(DATA_CLASS), v.get(SERVED_BY))))
            .renamed(Map.of(
                    "tags", "metadata",
                    "zone", "zones",
                    "data-classes", "data-class",
                    "keys", "key, which may be a list",
                    "api-key", "key",
                    "allowed-models", "may-use",
                    "models", "may-use",
                    "routes", "may-use",
                    "teams", "team"));

    private CallerSection() {}

    private static Kind<List<String>> names() {
        return ListKind.of(WordKind.of(
                "a name, or its beginning and a *",
                word -> Optional.of(word).filter(NamePattern::isValid),
                Function.identity()));
    }

    /** The digest of a key. What stands there may be the key itself, so it is never repeated. */
    private static final class DigestKind implements Kind<KeyDigest> {

        @Override
        public String words() {
            return "sha256: and 64 hexadecimal digits";
        }

        @Override
        public Optional<KeyDigest> read(Spot spot) {
            Optional<String> word = spot.word(words());
            Optional<KeyDigest> digest = word.filter(KeyDigest::isWritten).map(KeyDigest::parse);
            if (word.isPresent() && digest.isEmpty()) {
                String what = word.get().startsWith("sha256:") ? "not a SHA-256 digest" : "not the digest of a key";
                spot.error(what, words(), "signalbox key new prints a key and the line for it");
            }
            return digest;
        }

        @Override
        public Optional<Tree> write(KeyDigest digest) {
            return Optional.of(new Tree.Scalar(digest.toString()));
        }
    }
}
