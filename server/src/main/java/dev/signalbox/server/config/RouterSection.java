package dev.signalbox.server.config;

import dev.signalbox.server.settings.RouterSettings;
import dev.signalbox.server.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code routers}: the folder of routes that stand in files of their own. */
final class RouterSection {
    static final String NAME = "routers";
    static final String FOLDER_NAME = "folder";
    static final String ZONES_NAME = "data-zones";

    private static final Key<RouterSettings, Path> FOLDER = Key.required(
            FOLDER_NAME,
            new Folder(),
            RouterSettings::folder,
            "Each file `NAME.yaml` in it is the route `NAME`: what would stand under `routes.NAME`. It need not be there yet. A"
                    + " relative path starts at the directory of the configuration file.");
    private static final Key<RouterSettings, List<String>> DATA_ZONES = Key.withDefault(
            ZONES_NAME,
            ListKind.orOne(WordKind.label()),
            RouterSettings::dataZones,
            List.of(),
            "The zones that an imported deployment of the kind `DataZoneStandard` is confined to, in the words of"
                    + " `models.NAME.zone`.");
    private static final Key<RouterSettings, List<String>> EDITORS = Key.withDefault(
            "editors",
            ListKind.orOne(WordKind.label()),
            RouterSettings::editors,
            List.of(),
            "The callers whose keys may put and delete routes of the folder by HTTP; without any nobody may.");

    private static final Section<RouterSettings> SECTION = Section.of(
                    NAME,
                    "Routes in files of their own, which `signalbox import` and `PUT /v1/routers/NAME` write.",
                    List.of(FOLDER, DATA_ZONES, EDITORS),
                    v -> new RouterSettings(v.get(FOLDER), v.get(DATA_ZONES), v.get(EDITORS)))
            .renamed(Map.of(
                    "directory", FOLDER_NAME,
                    "path", FOLDER_NAME,
                    "zones", ZONES_NAME,
                    "data-zone", ZONES_NAME,
                    "operators", "editors",
                    "may-edit", "editors"));

    static final Key<Settings, Optional<RouterSettings>> ROUTERS = Key.optional(
            NAME,
            new Unprinted<>(SECTION),
            Settings::routers,
            "A folder of routes in files of their own. `check --effective` prints them under `routes`, and this key as a comment,"
                    + " since with both each of them would stand twice.");

    private RouterSection() {}

    /** As it would stand in a file; empty where there is none. */
    static Optional<Tree> written(Settings settings) {
        return settings.routers()
                .flatMap(SECTION::write)
                .map(tree -> new Tree.Mapping(Map.of(NAME, new Tree.Entry(Place.NONE, tree)), Place.NONE));
    }

    static void check(Spot root) {
        Spot editors = root.at(NAME).at(EDITORS.name());
        Set<String> callers = References.written(root.at("callers"));
        for (Spot spot : References.items(editors)) {
            References.word(spot).filter(name -> !callers.contains(name)).ifPresent(name -> {
                String what = "no caller " + Shown.quoted(name);
                spot.error(what, References.listed(callers), Nearest.phrase(name, callers));
            });
        }
    }

    /** A folder that need not exist. */
    private record Folder() implements Kind<Path> {
        @Override
        public String words() {
            return "the path of a folder";
        }

        @Override
        public Optional<Path> read(Spot spot) {
            return spot.word(words()).flatMap(spot.reading().files()::resolve);
        }

        @Override
        public Optional<Tree> write(Path value) {
            return Optional.of(new Tree.Scalar(value.toString()));
        }
    }

    /** What is read and not written: its routes are written in its place. */
    private record Unprinted<T>(Kind<T> kind) implements Kind<T> {
        @Override
        public String words() {
            return kind.words();
        }

        @Override
        public Optional<T> read(Spot spot) {
            return kind.read(spot);
        }

        @Override
        public Optional<Tree> write(T value) {
            return Optional.empty();
        }

        @Override
        public Optional<Section<?>> section() {
            return kind.section();
        }
    }
}
