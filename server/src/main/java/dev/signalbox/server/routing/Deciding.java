package dev.signalbox.server.routing;

import dev.signalbox.learn.choice.Basis;
import dev.signalbox.learn.choice.Choice;
import dev.signalbox.learn.choice.Mode;
import dev.signalbox.learn.choice.Ranked;
import dev.signalbox.learn.predict.Prediction;
import dev.signalbox.server.exchange.Beginnings;
import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Learned;
import dev.signalbox.server.exchange.ModelSelection;
import dev.signalbox.server.exchange.Score;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.settings.AffinityStrategy;
import dev.signalbox.server.text.TokenEstimate;
import dev.signalbox.wire.dialect.Envelope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One request of a learned route while it is decided: what is wished, what is predicted, who is picked. Of one thread. */
final class Deciding {
    private final Learning learning;
    private final Trained trained;
    private final Demand demand;
    private final Controls controls;
    private final Optional<Envelope> stripped;
    private final ToolTurn turn;
    private final Beginnings beginnings;
    private final Optional<Conversation> conversation;
    private final Foresight foresight;
    private final int[] cached;
    private final int tokens;
    private final PromptText text;
    private final long begun;
    private @Nullable ModelSelection selection;

    private Deciding(
            Learning learning, Trained trained, Demand demand, Controls controls, Optional<Envelope> stripped) {
        this.learning = learning;
        this.trained = trained;
        this.demand = demand;
        this.controls = controls;
        this.stripped = stripped;
        this.begun = learning.nanoTime().getAsLong();
        this.turn = demand.request().map(ToolTurn::of).orElse(ToolTurn.NONE);
        Envelope envelope = demand.exchange().envelope();
        this.beginnings = Beginnings.of(envelope);
        this.tokens = (int) Math.min(Integer.MAX_VALUE, TokenEstimate.input(envelope));
        this.conversation = affinity() == AffinityStrategy.NONE || demand.isCounted()
                ? Optional.empty()
                : Conversation.of(
                        trained.route().name(),
                        demand.caller().name(),
                        trained.by().affinity().ttl(),
                        controls,
                        demand.request());
        this.cached = cached();
        this.text = demand.isCounted() ? PromptText.NONE : PromptText.of(demand);
        this.foresight = foresight();
    }

    private Foresight foresight() {
        if (demand.isCounted()) {
            return Foresight.nothing(trained, "only the tokens of the request are wanted");
        }
        return text.isBlank()
                ? Foresight.nothing(trained, "no words of the user were found, so there is nothing to judge")
                : Foresight.of(learning.parts(), trained, text, tokens, cached);
    }

    /**
     * Begins to decide.
     *
     * @throws dev.signalbox.server.exchange.Refused if a wish cannot be read, or this route cannot serve such requests (400)
     */
    static Deciding of(Learning learning, Trained trained, Demand demand) {
        Controls controls = ControlReading.of(demand.exchange());
        Narrowing.check(trained, controls);
        Narrowing.refuseAudio(demand.exchange());
        Optional<Envelope> stripped =
                controls.inBody() ? Optional.of(ControlReading.stripped(demand.exchange())) : Optional.empty();
        stripped.ifPresent(demand::shorten);
        return new Deciding(learning, trained, demand, controls, stripped);
    }

    private int[] cached() {
        int[] known = new int[trained.members().size()];
        Map<String, Integer> bytes = learning.warmth().of(trained.route().name(), beginnings);
        bytes.forEach((target, read) -> {
            Integer place = trained.places().get(target);
            if (place != null) {
                known[place] = Math.min(tokens, read / TokenEstimate.BYTES_PER_TOKEN);
            }
        });
        return known;
    }

    private AffinityStrategy affinity() {
        return controls.affinity().orElse(trained.by().affinity().strategy());
    }

    private Mode mode() {
        return controls.mode().orElseGet(() -> turn.over(trained.mode()));
    }

    private String modeFrom() {
        return controls.mode().isPresent()
                ? "request"
                : turn.over(trained.mode()) == trained.mode()
                        ? "route"
                        : turn.kind().words();
    }

    /** Whether the caller narrowed the subset to others. */
    Optional<String> outside(Target target) {
        return Narrowing.outside(trained, controls, target);
    }

    /** Whether every parameter must be supported. */
    boolean requiresParameters() {
        return controls.requireParameters().orElse(trained.by().requireParameters());
    }

    /** Why this one is too dear for one call; empty if it is not. */
    Optional<String> tooDear(Target target) {
        Integer place = trained.places().get(target.name());
        if (place == null || trained.by().maxCost().isEmpty()) {
            return Optional.empty();
        }
        double foreseen = foresight.dollars(place);
        // where no answer could be predicted, its prompt alone is known to be paid
        double dollars = Double.isFinite(foreseen)
                ? foreseen
                : trained.policy().members().get(place).cost(tokens, 0, 0);
        double most = trained.by().maxCost().get().doubleValue();
        return dollars > most
                ? Optional.of("about " + dollars(dollars) + " dollars (expected: at most "
                        + trained.by().maxCost().get().toPlainString() + ", the max-cost of the route)")
                : Optional.empty();
    }

    boolean hasMaxCost() {
        return trained.by().maxCost().isPresent();
    }

    /** These lanes, the best first. */
    List<Lane> order(List<Lane> lanes, boolean lastResort) {
        Map<Integer, Lane> members = new HashMap<>();
        List<Lane> others = new ArrayList<>(0);
        boolean[] eligible = new boolean[trained.members().size()];
        for (Lane lane : lanes) {
            Integer place = lane instanceof Lane.Single(Candidate candidate)
                    ? trained.places().get(candidate.target().name())
                    : null;
            if (place == null || members.putIfAbsent(place, lane) != null) {
                others.add(lane);
            } else {
                eligible[place] = true;
            }
        }
        if (members.isEmpty()) {
            return lanes;
        }
        Choice choice = foresight.choose(mode(), eligible, tokens, cached);
        Staying.Stayed stayed = staying().of(choice.order(), cached);
        if (!lastResort || selection == null) {
            selection = selected(choice, stayed, eligible);
        }
        List<Lane> order = new ArrayList<>(lanes.size());
        for (Ranked ranked : stayed.order()) {
            Lane lane = members.get(ranked.member());
            order.add(lane instanceof Lane.Single(Candidate candidate) ? told(candidate, ranked) : lane);
        }
        order.addAll(others);
        return order;
    }

    private Staying staying() {
        OptionalInt former = conversation
                .flatMap(Conversation::former)
                .flatMap(learning.associations()::of)
                .flatMap(target -> Optional.ofNullable(trained.places().get(target)))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
        return new Staying(
                affinity(),
                conversation.map(Conversation::source),
                former,
                turn.thinking(),
                mode(),
                trained.by().bands().balanced());
    }

    private static Lane told(Candidate candidate, Ranked ranked) {
        if (!Double.isFinite(ranked.quality())) {
            return new Lane.Single(candidate);
        }
        String reason = "predicted " + Digits.fixed(ranked.quality(), 3) + " for " + dollars(ranked.cost()) + " dollars"
                + (ranked.inBand() ? ", in the band" : "");
        int at = candidate.reason().indexOf(", last resort");
        String last = at < 0 ? "" : candidate.reason().substring(at);
        return new Lane.Single(
                candidate.because(reason + last).scored(new Score(ranked.quality(), "predicted_quality")));
    }

    private static String dollars(double value) {
        return Digits.three(value);
    }

    private ModelSelection selected(Choice choice, Staying.Stayed stayed, boolean[] eligible) {
        Mode mode = mode();
        return new ModelSelection(
                trained.by().weights().version(),
                word(mode),
                modeFrom(),
                trained.band(mode),
                basis(choice.basis()),
                foresight.embedding(),
                foresight.note(),
                foresight.prediction().map(Deciding::prompt),
                models(choice, eligible),
                stayed.affinity(),
                (learning.nanoTime().getAsLong() - begun) / 1_000);
    }

    private String basis(Basis basis) {
        boolean predicted = basis == Basis.BAND || basis == Basis.BEST || basis == Basis.NOVEL;
        return predicted && !foresight.isEmbedded() ? word(Basis.SURFACE) : word(basis);
    }

    private List<ModelSelection.Model> models(Choice choice, boolean[] eligible) {
        List<ModelSelection.Model> models = new ArrayList<>();
        for (int i = 0; i < eligible.length; i++) {
            int place = i;
            Optional<Ranked> ranked =
                    choice.order().stream().filter(one -> one.member() == place).findFirst();
            Optional<Prediction> prediction = foresight.prediction();
            models.add(new ModelSelection.Model(
                    trained.members().get(i).name(),
                    trained.knownAs().get(i),
                    prediction.map(its -> its.quality()[place]),
                    prediction.map(_ -> foresight.dollars(place)),
                    prediction.map(its -> its.outputTokens()[place]),
                    cached[i],
                    ranked.map(Ranked::inBand).orElse(false),
                    eligible[i]));
        }
        return models;
    }

    private static ModelSelection.Prompt prompt(Prediction its) {
        return new ModelSelection.Prompt(its.domain(), its.task(), its.difficulty(), its.novelty(), its.novel());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Why the plan is as it is, in words. */
    String reason() {
        ModelSelection its = selection;
        if (its == null) {
            return "";
        }
        return its.mode() + " (" + its.modeFrom() + "), by " + its.basis()
                + its.prompt()
                        .map(prompt -> ": " + prompt.domain() + ", difficulty " + Digits.fixed(prompt.difficulty(), 2))
                        .orElse("")
                + (its.note().isEmpty() ? "" : "; " + its.note())
                + its.affinity().decision().map(decision -> "; " + decision).orElse("");
    }

    /** What the plan remembers; nothing where nobody was left to be picked. */
    Optional<Learned> learned(List<Candidate> candidates) {
        ModelSelection its = selection;
        if (its == null) {
            return Optional.empty();
        }
        if (!demand.isCounted() && !candidates.isEmpty()) {
            String route = trained.route().name();
            String model = candidates.getFirst().target().key();
            learning.parts().observer().picked(route, model, its.mode(), its.basis());
            learning.parts().observer().embedded(route, its.embedding());
            learning.parts().observer().decided(route, Duration.ofNanos(its.nanos()));
            if (!text.isBlank()) {
                learning.parts().observer().judged(demand.exchange().id(), text.system(), text.user(), tokens);
            }
            its.affinity()
                    .decision()
                    .ifPresent(decision -> learning.parts().observer().associated(route, decision));
        }
        return Optional.of(
                new Learned(its, stripped, conversation.map(Conversation::next), beginnings, controls.told()));
    }
}
