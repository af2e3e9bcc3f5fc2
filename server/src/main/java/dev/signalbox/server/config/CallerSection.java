package dev.signalbox.server.config;

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
    private static final Key<CallerSettings, Optional<List<String>>> MAY_USE =
            Key.<CallerSettings, List<String>>optional(
                            "may-use",
                            ListKind.of(WordKind.of(
                                    "a name, or its beginning and a *",
                                    word -> Optional.of(word).filter(NamePattern::isValid),
                                    Function.identity())),
                            CallerSettings::mayUse,
                            "The routes and models that the caller may use; names, or beginnings that end in `*`.")
                    .otherwise("everything");

    static final Section<CallerSettings> SECTION = Section.of(
                    "callers.NAME",
                    "Somebody who may call. Only the digest of a key is written here, never the key.",
                    List.of(KEY, TENANT, PLAN, MAY_USE),
                    v -> new CallerSettings(v.name(), v.get(KEY), v.get(TENANT), v.get(PLAN), v.get(MAY_USE)))
            .renamed(Map.of(
                    "keys", "key, which may be a list",
                    "api-key", "key",
                    "allowed-models", "may-use",
                    "models", "may-use",
                    "routes", "may-use",
                    "team", "tenant"));

    private CallerSection() {}

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
