package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Sampling;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes how words are drawn, within what the dialect takes. */
final class SamplingWriter {
    private final Sampling sampling;
    private final boolean thinks;
    private final ModelFacts facts;
    private final Notes notes;

    SamplingWriter(Sampling sampling, boolean thinks, ModelFacts facts, Notes notes) {
        this.sampling = sampling;
        this.thinks = thinks;
        this.facts = facts;
        this.notes = notes;
    }

    Json.Obj write() {
        sampling.presencePenalty().filter(SamplingWriter::isSet).ifPresent(p -> hint("presence_penalty"));
        sampling.frequencyPenalty().filter(SamplingWriter::isSet).ifPresent(p -> hint("frequency_penalty"));
        sampling.seed().ifPresent(seed -> hint("seed"));
        Optional<BigDecimal> temperature = temperature();
        Optional<BigDecimal> topP = topP(temperature);
        return Json.object(f -> {
            f.maybe("temperature", temperature.map(Json::number));
            f.maybe("top_p", topP.map(Json::number));
            f.maybe("top_k", topK());
            List<Json> stop = stop();
            if (!stop.isEmpty()) {
                f.put("stop_sequences", Json.array(stop));
            }
        });
    }

    private void hint(String field) {
        notes.hint(field, "the Messages dialect has no such field");
    }

    private static boolean isSet(BigDecimal value) {
        return value.signum() != 0;
    }

    private Optional<BigDecimal> temperature() {
        Optional<BigDecimal> asked = sampling.temperature();
        if (asked.isEmpty() || asked.get().compareTo(BigDecimal.ONE) == 0) {
            return Optional.empty(); // 1 is what the dialect does by itself
        }
        if (refuses("temperature", Json.number(asked.get()))) {
            return dropped("temperature", asked.get());
        }
        BigDecimal bounded = asked.get().max(BigDecimal.ZERO).min(BigDecimal.ONE);
        if (bounded.compareTo(asked.get()) != 0) {
            notes.adjust("temperature", asked.get().toString(), bounded.toString(), "the dialect takes 0 to 1");
        }
        return Optional.of(bounded);
    }

    private Optional<BigDecimal> topP(Optional<BigDecimal> temperature) {
        Optional<BigDecimal> asked = sampling.topP().filter(p -> p.compareTo(BigDecimal.ONE) != 0);
        if (asked.isEmpty()) {
            return asked;
        }
        if (refuses("top_p", Json.number(asked.get()))) {
            return dropped("top_p", asked.get());
        }
        if (temperature.isPresent()) {
            notes.adjust(
                    "top_p",
                    asked.get().toString(),
                    Adjustment.ABSENT,
                    "newer models take temperature or top_p, not both");
            return Optional.empty();
        }
        return asked;
    }

    private Optional<Json> topK() {
        OptionalLong asked = sampling.topK();
        if (asked.isPresent() && refuses("top_k", Json.number(asked.getAsLong()))) {
            notes.adjust("top_k", Long.toString(asked.getAsLong()), Adjustment.ABSENT, Sampled.reason(facts));
            return Optional.empty();
        }
        return asked.isPresent() ? Optional.of(Json.number(asked.getAsLong())) : Optional.empty();
    }

    private boolean refuses(String name, Json value) {
        return (thinks || Sampled.refused(facts)) && Sampled.drops(name, value, facts);
    }

    private Optional<BigDecimal> dropped(String field, BigDecimal asked) {
        notes.adjust(field, asked.toString(), Adjustment.ABSENT, Sampled.reason(facts));
        return Optional.empty();
    }

    private List<Json> stop() {
        if (sampling.stop().stream().anyMatch(String::isBlank)) {
            notes.lose("stop", "stop sequences of blanks alone are refused");
        }
        return sampling.stop().stream()
                .filter(sequence -> !sequence.isBlank())
                .<Json>map(Json::text)
                .toList();
    }
}
