package dev.signalbox.server.settings;

import dev.signalbox.learn.predict.Weights;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the name under which weights know a configured model: by the name that the route gives, else by what the provider's
 * deployment is said to be ({@code base-model}), its id, and its own name, in that order. Where none of them is known as it is
 * written, capitals, the maker before a slash and a date at the end make no difference, if one model alone is left so.
 */
public final class LearnedNames {
    private static final Pattern DATED =
            Pattern.compile("(.+?)[-@](?:20\\d\\d-\\d\\d-\\d\\d|20\\d{6})(?:-v\\d+(?::\\d+)?)?");

    /** What a thinking model does where nobody says how much it shall think. */
    private static final String USUAL_EFFORT = "-medium";

    private LearnedNames() {}

    /**
     * The name in the weights.
     *
     * @param name the model's own name, or one that its pattern stands for
     */
    public static Optional<String> of(LearnedSettings learned, ModelSettings model, String name) {
        Weights weights = learned.weights().weights();
        String given = learned.knownAs().get(name);
        if (given != null) {
            return Optional.of(given).filter(weights::knows);
        }
        List<String> ids = tried(model, name);
        return ids.stream()
                .filter(weights::knows)
                .findFirst()
                .or(() ->
                        ids.stream().flatMap(id -> alike(weights, id).stream()).findFirst());
    }

    /** The names that are looked up where the route gives none, in their order. */
    public static List<String> tried(ModelSettings model, String name) {
        Set<String> ids = new LinkedHashSet<>();
        model.baseModel().ifPresent(ids::add);
        ids.add(model.upstreamId(name));
        ids.add(name);
        return List.copyOf(ids);
    }

    private static Optional<String> alike(Weights weights, String id) {
        String wanted = plain(id);
        List<String> same = weights.models().stream()
                .filter(known -> plain(known).equals(wanted))
                .toList();
        if (same.isEmpty() && weights.knows(wanted + USUAL_EFFORT)) {
            return Optional.of(wanted + USUAL_EFFORT);
        }
        if (same.isEmpty()) {
            String undated = undated(wanted);
            same = weights.models().stream()
                    .filter(known -> (plain(known).equals(undated)
                            || undated(plain(known)).equals(wanted)))
                    .toList();
        }
        return same.size() == 1 ? Optional.of(same.getFirst()) : Optional.empty();
    }

    private static String plain(String id) {
        return id.substring(id.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    private static String undated(String id) {
        Matcher dated = DATED.matcher(id);
        return dated.matches() ? dated.group(1) : id;
    }
}
