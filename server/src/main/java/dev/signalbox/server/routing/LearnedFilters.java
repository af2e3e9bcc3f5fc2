package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.upstream.Dialects;
import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.Loss;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ProviderDialect;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.model.ModelRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The filters that only requests of learned routes meet. */
final class LearnedFilters {
    private LearnedFilters() {}

    /** Takes out what the caller did not name, where it named some. */
    record Subset() implements Filter {
        @Override
        public Optional<Objection> objection(Target target, Demand demand) {
            return demand.deciding()
                    .flatMap(deciding -> deciding.outside(target))
                    .map(reason -> new Objection(Kind.MATCH, reason));
        }

        @Override
        public boolean concerns(Demand demand) {
            return demand.deciding().isPresent();
        }
    }

    /** Takes out what does not support every parameter, where that is wanted. */
    record Parameters(Abilities abilities) implements Filter {
        /** These are no parameters; what becomes of them other filters and rules decide. */
        private static final Set<String> OTHERS = Set.of(
                "model",
                "messages",
                "input",
                "contents",
                "system",
                "instructions",
                "systemInstruction",
                "system_instruction",
                "stream",
                "stream_options");

        private static final int MOST_TOLD = 5;

        @Override
        public Optional<Objection> objection(Target target, Demand demand) {
            List<String> dropped = written(target, demand).stream()
                    .flatMap(Parameters::dropped)
                    .distinct()
                    .limit(MOST_TOLD)
                    .toList();
            return dropped.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Objection(
                            Kind.CAPABILITY,
                            "does not support " + String.join(", ", dropped)
                                    + " (expected: a model that supports every parameter)"));
        }

        private Optional<Translation.Ready> written(Target target, Demand demand) {
            Exchange exchange = demand.exchange();
            ProviderDialect dialect = Dialects.of(target.provider().dialect());
            ModelFacts facts = abilities.facts(exchange.settings(), target);
            try {
                Optional<ModelRequest> read = demand.request();
                Translation made = dialect.name().equals(exchange.dialect().name()) || read.isEmpty()
                        ? dialect.pass(exchange.envelope(), facts, Map.of())
                        : dialect.write(read.get(), facts);
                return made instanceof Translation.Ready ready ? Optional.of(ready) : Optional.empty();
            } catch (Unreadable e) {
                return Optional.empty();
            }
        }

        private static Stream<String> dropped(Translation.Ready ready) {
            return Stream.concat(
                            ready.losses().stream().map(Loss::field),
                            ready.adjustments().stream()
                                    .filter(Adjustment::drops)
                                    .map(Adjustment::field))
                    .map(Parameters::root)
                    .filter(name -> !OTHERS.contains(name));
        }

        private static String root(String field) {
            return field.split("[.\\[]", 2)[0];
        }

        @Override
        public boolean concerns(Demand demand) {
            return demand.deciding().filter(Deciding::requiresParameters).isPresent();
        }
    }

    /** Takes out what is expected to cost more than one call may. */
    record MostCost() implements Filter {
        @Override
        public Optional<Objection> objection(Target target, Demand demand) {
            return demand.deciding()
                    .flatMap(deciding -> deciding.tooDear(target))
                    .map(reason -> new Objection(Kind.MATCH, reason));
        }

        @Override
        public boolean concerns(Demand demand) {
            return demand.deciding().filter(Deciding::hasMaxCost).isPresent();
        }
    }
}
