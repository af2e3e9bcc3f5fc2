package dev.signalbox.server.routers;

import dev.signalbox.server.config.Nearest;
import dev.signalbox.server.routers.template.Shown;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the configured model that a deployment means: by what its provider calls it, with the version where that is a date. Versions
 * that only count ({@code 1}) are Azure's own and say nothing about others' ids.
 */
final class ModelMatch {
    private static final Pattern DATED =
            Pattern.compile("(.+?)[-@]((?:19|20)\\d\\d-?\\d\\d-?\\d\\d)(?:-v\\d+(?::\\d+)?)?");
    private static final Pattern DATE = Pattern.compile("(?:19|20)\\d\\d-?\\d\\d-?\\d\\d");

    private final Settings settings;
    private final Map<String, String> chosen;
    private final Mistakes mistakes;

    /** @param chosen the configured model by the name in the deployment, where the user says it */
    ModelMatch(Settings settings, Map<String, String> chosen, Mistakes mistakes) {
        this.settings = settings;
        this.chosen = chosen;
        this.mistakes = mistakes;
    }

    /** How well a model fits, the best last. */
    private enum Fit {
        OTHER_VERSION,
        BY_NAME,
        BY_VERSION
    }

    /** The name of the model; a mistake is told where there is none, or more than one. */
    Optional<String> find(ModelReference wanted) {
        String named = chosen.get(wanted.name());
        if (named != null) {
            return Optional.of(named); // Subsets tells if it is none
        }
        Map<Fit, List<String>> fits = new TreeMap<>();
        for (ModelSettings model : settings.models().values()) {
            if (!model.isPattern()) {
                fit(wanted, model)
                        .ifPresent(fit -> fits.computeIfAbsent(fit, _ -> new ArrayList<>())
                                .add(model.name()));
            }
        }
        for (Fit fit : List.of(Fit.BY_VERSION, Fit.BY_NAME)) {
            List<String> found = fits.getOrDefault(fit, List.of());
            Optional<String> one = found.size() == 1
                    ? Optional.of(found.getFirst())
                    : found.stream()
                            .filter(name -> plain(name).equals(plain(wanted.name())))
                            .findFirst();
            if (one.isPresent()) {
                return one;
            }
            if (!found.isEmpty()) {
                String way = "one of them, as --model " + wanted.name() + "=NAME says";
                mistakes.add(wanted.at(), wanted.path(), wanted.words() + " is " + String.join(" and ", found), way);
                return Optional.empty();
            }
        }
        return byPattern(wanted).or(() -> missing(wanted, fits.getOrDefault(Fit.OTHER_VERSION, List.of())));
    }

    private static Optional<Fit> fit(ModelReference wanted, ModelSettings model) {
        String name = plain(wanted.name());
        Optional<String> version =
                wanted.version().filter(its -> DATE.matcher(its).matches());
        Optional<Fit> best = Optional.empty();
        for (String id : Stream.concat(model.baseModel().stream(), Stream.of(model.id(), model.name()))
                .toList()) {
            Matcher dated = DATED.matcher(plain(id));
            boolean isDated = dated.matches();
            if (isDated && dated.group(1).equals(name)) {
                boolean same = version.isEmpty() || digits(version.get()).equals(digits(dated.group(2)));
                return Optional.of(!same ? Fit.OTHER_VERSION : version.isPresent() ? Fit.BY_VERSION : Fit.BY_NAME);
            }
            if (plain(id).equals(name)) {
                best = Optional.of(Fit.BY_NAME);
            }
        }
        return best;
    }

    /** A pattern passes on what it is asked for, so it is asked for the version. */
    private Optional<String> byPattern(ModelReference wanted) {
        String dated = wanted.name()
                + wanted.version()
                        .filter(its -> DATE.matcher(its).matches())
                        .map(its -> '-' + its)
                        .orElse("");
        return settings.models().values().stream()
                .filter(model -> model.isPattern() && model.matches(dated))
                .findFirst()
                .map(_ -> dated);
    }

    private Optional<String> missing(ModelReference wanted, List<String> others) {
        List<String> names = List.copyOf(settings.models().keySet());
        String what = Shown.quoted(wanted.name())
                + wanted.version().map(its -> " of version " + its).orElse("")
                + (others.isEmpty() ? " is not configured" : " is configured in another version");
        String near =
                others.isEmpty() ? Nearest.phrase(wanted.name(), names) : "did you mean " + others.getFirst() + "?";
        mistakes.add(
                wanted.at(), wanted.path(), what, names.isEmpty() ? "a model in models" : Mistakes.oneOf(names), near);
        return Optional.empty();
    }

    private static String plain(String id) {
        return id.substring(id.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    private static String digits(String version) {
        return version.replace("-", "");
    }
}
