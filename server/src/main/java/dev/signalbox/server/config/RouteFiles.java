package dev.signalbox.server.config;

import dev.signalbox.server.settings.RouterSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The routes that stand in files of their own. They are put under {@code routes} before anything is examined, each with its own
 * file and lines, so that every rule holds for them as for all others.
 */
final class RouteFiles {
    static final String SUFFIX = ".yaml";

    private static final int MOST = 1_000;

    private final Reading reading;
    private final Path folder;
    private final Path shown;
    private final StringBuilder texts = new StringBuilder();

    private RouteFiles(Reading reading, Path folder, Path shown) {
        this.reading = reading;
        this.folder = folder;
        this.shown = shown;
    }

    /**
     * A configuration with its routes.
     *
     * @param texts what was read of them, for the version
     */
    record Joined(Tree root, String texts) {}

    /** @param instead what is read in the place of a route's file, by name; empty for one that is not there */
    static Joined join(Tree root, Reading reading, Map<String, Optional<String>> instead) {
        Optional<RouteFiles> files = of(root, reading);
        if (files.isEmpty() || !(root instanceof Tree.Mapping whole)) {
            return new Joined(root, "");
        }
        Map<String, Tree.Entry> entries = new LinkedHashMap<>(whole.entries());
        Tree.Entry routes = entries.get("routes");
        if (routes != null && !(routes.value() instanceof Tree.Mapping) && !isEmpty(routes.value())) {
            return new Joined(root, ""); // the mistake is told where routes are read
        }
        Map<String, Tree.Entry> all = files.get().with(routes, instead);
        Place place = routes == null ? Place.START : routes.place();
        entries.put("routes", new Tree.Entry(place, new Tree.Mapping(all, place)));
        return new Joined(
                new Tree.Mapping(entries, whole.place()), files.get().texts.toString());
    }

    private static Optional<RouteFiles> of(Tree root, Reading reading) {
        Optional<String> written =
                References.word(Spot.root(reading, root).at(RouterSection.NAME).at(RouterSection.FOLDER_NAME));
        return written.flatMap(word -> reading.files().resolve(word).map(folder -> {
            Path beside = path(reading.file());
            return new RouteFiles(reading, folder, beside.resolveSibling(word));
        }));
    }

    private static Path path(String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            return Path.of("configuration");
        }
    }

    private Map<String, Tree.Entry> with(Tree.@Nullable Entry routes, Map<String, Optional<String>> instead) {
        Map<String, Tree.Entry> all = new LinkedHashMap<>();
        if (routes != null && routes.value() instanceof Tree.Mapping mapping) {
            all.putAll(mapping.entries());
        }
        Map<String, Optional<String>> files = new TreeMap<>();
        names().forEach(name -> files.put(name, Optional.empty()));
        files.keySet().removeAll(instead.keySet());
        files.replaceAll((name, _) -> text(name));
        instead.forEach((name, text) -> text.ifPresent(its -> files.put(name, text)));
        files.forEach((name, text) -> text.ifPresent(its -> put(name, its, all)));
        return all;
    }

    private void put(String name, String text, Map<String, Tree.Entry> all) {
        String file = file(name);
        texts.append('\0').append(name).append('\0').append(text);
        Place start = new Place(1, 1, file);
        Optional<Tree> tree = YamlText.read(text, reading, file);
        Tree.Entry other = all.get(name);
        if (other != null) {
            String what = "is written in line " + other.place().line() + " of " + reading.file() + " too";
            reading.add(Problem.Severity.ERROR, start, "routes." + name, what, "one route of this name", "");
        } else if (tree.isPresent()) {
            all.put(name, new Tree.Entry(start, tree.get()));
        } else if (reading.errors() == 0) {
            all.put(name, new Tree.Entry(start, new Tree.Scalar("", false, start)));
        }
    }

    private List<String> names() {
        List<String> files = reading.files().folder(folder);
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            reading.error(new Place(0, 0, shown.toString()), "it is no folder", "a folder, for routers.folder");
        }
        if (files.size() > MOST) {
            String what = files.size() + " routes";
            reading.error(new Place(0, 0, shown.toString()), what, "at most " + MOST);
            return List.of();
        }
        return files.stream()
                .filter(file -> {
                    boolean valid = RouterSettings.isName(name(file));
                    if (!valid) {
                        Place place = new Place(0, 0, shown.resolve(file).toString());
                        reading.error(place, "not the name of a route", RouterSettings.NAME_WORDS);
                    }
                    return valid;
                })
                .map(RouteFiles::name)
                .toList();
    }

    private Optional<String> text(String name) {
        try {
            byte[] bytes = reading.files().read(folder.resolve(name + SUFFIX));
            return Configuration.decode(bytes, reading, file(name));
        } catch (IOException e) {
            reading.error(new Place(0, 0, file(name)), "cannot be read: " + e.getMessage(), "");
            return Optional.empty();
        }
    }

    private String file(String name) {
        return shown.resolve(name + SUFFIX).toString();
    }

    private static String name(String file) {
        return file.substring(0, file.length() - SUFFIX.length());
    }

    private static boolean isEmpty(Tree tree) {
        return tree instanceof Tree.Scalar scalar && scalar.isEmpty();
    }
}
