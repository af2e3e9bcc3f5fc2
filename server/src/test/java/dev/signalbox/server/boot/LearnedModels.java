package dev.signalbox.server.boot;

import dev.signalbox.learn.predict.Weights;
import dev.signalbox.server.settings.LearnedWeights;
import java.util.List;

/** Learned routes for tests, over models that the program's own weights know, whichever they are. */
public final class LearnedModels {
    private LearnedModels() {}

    /** Whether the program comes with weights; without them there is nothing to test learned routes with. */
    public static boolean areKnown() {
        return LearnedWeights.shipped().isPresent();
    }

    /** The names of those that the weights know. */
    public static List<String> all() {
        return Weights.shipped().models();
    }

    /** The name of one that the weights know. */
    public static String known(int number) {
        return all().get(number % all().size());
    }

    /** A route over gpt, gpt-b and claude. */
    public static String route(String name, String more) {
        return "%s: { strategy: learned, models: [gpt, gpt-b, claude], known-as: { gpt: \"%s\", gpt-b: \"%s\", claude: \"%s\" }%s }\n"
                .formatted(name, known(0), known(1), known(2), more);
    }
}
