package dev.signalbox.server.settings;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One concrete model at one provider, or all names with one beginning when the name ends in {@code *}.
 *
 * @param provider the name of the provider
 * @param id the provider's own name of the model; of no meaning where the name is a pattern
 * @param baseModel the id under which the model is known where the provider's own id says nothing: a deployment's model
 * @param price absent where the price book decides, as it does before the first price of these
 * @param context tokens of input and output together
 * @param output tokens of output at most
 * @param can the declared capabilities; empty where none were declared, which means unknown
 * @param zone where data may be processed, as a label
 * @param vendor who made the model, as a label
 * @param tier a class of models, as a label
 * @param owner who answers for the entry, as a label
 * @param thinking how the model thinks, as far as it was declared
 * @param refuses the fields of OpenAI's dialects that the model refuses; absent where the price book decides
 * @param breaker when it is taken out of rotation; absent where its provider decides
 * @param limits how much it is given to do at most
 * @param lifecycle how the entry goes away; absent where it stays
 * @param probe when it is asked by itself whether it answers; absent where its provider decides
 * @param fineTune the evaluation of a model that was tuned; absent where it was not
 * @param pinned whether the id must stand for one version; absent where nothing was said
 * @param dataClasses the only classes of data that it may serve; empty where it serves what has no class
 */
public record ModelSettings(
        String name,
        String provider,
        String id,
        Optional<String> baseModel,
        Optional<OwnPrices> price,
        OptionalLong context,
        OptionalLong output,
        Set<Capability> can,
        Optional<String> zone,
        Optional<String> vendor,
        Optional<String> tier,
        Optional<String> owner,
        ThinkingSettings thinking,
        Optional<List<String>> refuses,
        Optional<BreakerSettings> breaker,
        CeilingSettings limits,
        Optional<LifecycleSettings> lifecycle,
        Optional<ProbeSettings> probe,
        Optional<FineTuneSettings> fineTune,
        Optional<Boolean> pinned,
        List<String> dataClasses) {

    public ModelSettings {
        Checks.that(NamePattern.isValid(name), "model", '"' + name + '"', "visible ASCII, a * at the end only");
        Checks.name("provider", provider);
        Checks.name("id", id);
        baseModel.ifPresent(known -> Checks.name("base-model", known));
        context.ifPresent(tokens -> Checks.positive("context", tokens));
        output.ifPresent(tokens -> Checks.positive("output", tokens));
        can = inEnumOrder(can);
        refuses = refuses.map(List::copyOf);
        dataClasses = List.copyOf(dataClasses);
    }

    /** A model with defaults for all that is not given. */
    public static ModelSettings of(String name, String provider) {
        return new ModelSettings(
                name,
                provider,
                name,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ThinkingSettings.none(),
                Optional.empty(),
                Optional.empty(),
                CeilingSettings.none(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** The same model with these boundaries. */
    public ModelSettings within(Optional<String> newZone, List<String> newDataClasses) {
        return new ModelSettings(
                name,
                provider,
                id,
                baseModel,
                price,
                context,
                output,
                can,
                newZone,
                vendor,
                tier,
                owner,
                thinking,
                refuses,
                breaker,
                limits,
                lifecycle,
                probe,
                fineTune,
                pinned,
                newDataClasses);
    }

    public ModelSettings withLimits(CeilingSettings newLimits) {
        return new ModelSettings(
                name,
                provider,
                id,
                baseModel,
                price,
                context,
                output,
                can,
                zone,
                vendor,
                tier,
                owner,
                thinking,
                refuses,
                breaker,
                newLimits,
                lifecycle,
                probe,
                fineTune,
                pinned,
                dataClasses);
    }

    /** Whether this entry stands for all names that begin like its own. */
    public boolean isPattern() {
        return name.endsWith("*");
    }

    /** Whether the provider's id, or the one behind it, stands for one version. */
    public boolean isVersioned() {
        return !isPattern()
                && (VersionedId.is(id) || baseModel.filter(VersionedId::is).isPresent());
    }

    public boolean matches(String asked) {
        return new NamePattern(name).matches(asked);
    }

    /** What the provider is asked for when a caller asks for {@code asked}: a pattern passes the caller's name on. */
    public String upstreamId(String asked) {
        return isPattern() ? asked : id;
    }

    /** Under which id the price book and the facts know what the provider calls {@code upstreamId}. */
    public String knownAs(String upstreamId) {
        return baseModel.orElse(upstreamId);
    }

    private static Set<Capability> inEnumOrder(Collection<Capability> can) {
        Set<Capability> ordered = EnumSet.noneOf(Capability.class);
        ordered.addAll(can);
        return Collections.unmodifiableSet(ordered);
    }
}
