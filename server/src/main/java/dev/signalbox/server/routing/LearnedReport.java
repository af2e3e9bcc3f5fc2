package dev.signalbox.server.routing;

import dev.signalbox.learn.choice.Mode;
import dev.signalbox.learn.choice.Policies;
import dev.signalbox.learn.choice.Promise;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.settings.Choosing;
import dev.signalbox.server.settings.LearnedSettings;
import dev.signalbox.server.settings.LearnedWeights;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.wire.json.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What a learned route buys, measured on the prompts that its weights were calibrated with.
 *
 * @param weights their version
 * @param pinned whether the configuration names it
 * @param models our names of the subset, in its order
 * @param mode of the route
 * @param modes what each mode buys
 * @param smallest the smallest window of the subset: above it failover loses members; absent where none is known
 * @param largest the largest one: no longer prompt is served
 */
public record LearnedReport(
        String route,
        String weights,
        boolean pinned,
        List<String> models,
        String mode,
        List<Bought> modes,
        OptionalLong smallest,
        OptionalLong largest) {
    private static final MathContext DIGITS = new MathContext(4);

    /** Takes defensive copies. */
    public LearnedReport {
        models = List.copyOf(models);
        modes = List.copyOf(modes);
    }

    /**
     * What one mode buys.
     *
     * @param best our name of the best single model
     * @param kept the share of its quality that is kept
     * @param standardError of that share
     * @param saved the share of its cost that is saved
     * @param prompts on which that rests
     * @param dominated whether one model is so much better for its price that there is nothing to save
     */
    public record Bought(
            String mode, String best, double kept, double standardError, double saved, int prompts, boolean dominated) {
        /** With fewer prompts nothing is promised. */
        private static final int LEAST = 100;

        /** In words. */
        public String words() {
            if (prompts < LEAST) {
                return mode + ": too few graded prompts know these models together (" + prompts
                        + ") to promise anything";
            }
            return dominated
                    ? mode + ": one model dominates here, " + best + ": nothing to save"
                    : String.format(
                            Locale.ROOT,
                            "%s keeps %.1f %% of %s and saves %.0f %% (%d prompts, standard error %.1f %%)",
                            mode,
                            100 * kept,
                            best,
                            100 * saved,
                            prompts,
                            100 * standardError);
        }

        private Json.Obj json() {
            return Json.object(o -> o.put("mode", mode)
                    .put("best", best)
                    .put("kept", share(kept))
                    .put("standard_error", share(standardError))
                    .put("saved", share(saved))
                    .put("prompts", prompts)
                    .put("dominated", dominated));
        }

        private static Json share(double value) {
            return Double.isFinite(value)
                    ? Json.number(BigDecimal.valueOf(value).round(DIGITS))
                    : Json.none();
        }
    }

    /** Of a learned route; nothing of another, or of one without models. */
    public static Optional<LearnedReport> of(
            Offer.Routed offer, ModelPrices prices, Policies policies, Abilities abilities, Settings settings) {
        if (!(offer.route().choosing() instanceof Choosing.Learned(LearnedSettings by))
                || offer.route().targets().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(of(Trained.of(offer, by, prices, policies), abilities, settings));
    }

    static LearnedReport of(Trained trained, Abilities abilities, Settings settings) {
        LongSummaryStatistics windows = abilities.windows(settings, trained.members().stream());
        boolean known = windows.getCount() > 0;
        LearnedWeights weights = trained.by().weights();
        return new LearnedReport(
                trained.route().name(),
                weights.version(),
                weights.written().isPresent(),
                trained.members().stream().map(Target::name).toList(),
                word(trained.mode()),
                Arrays.stream(Mode.values()).map(mode -> bought(trained, mode)).toList(),
                known ? OptionalLong.of(windows.getMin()) : OptionalLong.empty(),
                known ? OptionalLong.of(windows.getMax()) : OptionalLong.empty());
    }

    private static Bought bought(Trained trained, Mode mode) {
        Promise promise = trained.policy().promise(mode);
        int place = trained.knownAs().indexOf(promise.best());
        String best = place < 0 ? promise.best() : trained.members().get(place).name();
        return new Bought(
                word(mode),
                best,
                promise.kept(),
                promise.standardError(),
                promise.saved(),
                promise.prompts(),
                promise.dominated());
    }

    private static String word(Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    /** In a few lines, that of the route's own mode first. */
    public List<String> words() {
        String own = models.size() == 1
                ? "one model: nothing to choose"
                : modes.stream()
                        .filter(one -> one.mode().equals(mode))
                        .map(Bought::words)
                        .findFirst()
                        .orElse("");
        String windows = smallest.isEmpty() || largest.isEmpty()
                ? null
                : largest.getAsLong() == smallest.getAsLong()
                        ? "prompts up to " + largest.getAsLong() + " tokens"
                        : "prompts up to " + largest.getAsLong() + " tokens; above " + smallest.getAsLong()
                                + " some of its models cannot stand in for others";
        String version = pinned ? null : "weights " + weights + ", those of this program (weights: keeps them)";
        return Stream.of("learned from " + String.join(", ", models), own, windows, version)
                .filter(Objects::nonNull)
                .toList();
    }

    /** As an object. */
    public Json.Obj json() {
        return Json.object(o -> {
            o.put("route", route).put("weights", weights).put("pinned", pinned).put("mode", mode);
            o.put("models", Json.array(models.stream().map(Json::text).toList()));
            o.put("modes", Json.array(modes.stream().map(Bought::json).toList()));
            smallest.ifPresent(tokens -> o.put("smallest_window", tokens));
            largest.ifPresent(tokens -> o.put("largest_window", tokens));
        });
    }
}
