package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.json.Json;
import java.math.BigDecimal;

/**
 * What of the drawing of words Anthropic's models refuse: while they think all but a temperature of 1 and a top_p close to
 * it, and those that only think adaptively refuse any but the default, thinking or not.
 */
final class Sampled {
    private static final BigDecimal LEAST_TOP_P_THINKING = new BigDecimal("0.95");

    private Sampled() {}

    /** Whether the model refuses such fields although it does not think. */
    static boolean refused(ModelFacts facts) {
        return facts.reasoning() == Thinking.ADAPTIVE;
    }

    /** Whether the value must go; asked where the model thinks or refuses such fields. */
    static boolean drops(String name, Json value, ModelFacts facts) {
        if (!(value instanceof Json.Num number) || number.exact().isEmpty()) {
            return false; // not of the dialect: the provider says so better than we could
        }
        BigDecimal said = number.exact().get();
        return switch (name) {
            case "temperature" -> said.compareTo(BigDecimal.ONE) != 0;
            case "top_p" ->
                refused(facts) ? said.compareTo(BigDecimal.ONE) != 0 : said.compareTo(LEAST_TOP_P_THINKING) < 0;
            default -> true;
        };
    }

    static String shown(Json value) {
        return value instanceof Json.Num number ? number.spelling() : "present";
    }

    static String reason(ModelFacts facts) {
        return refused(facts) ? "the model takes no such field" : "a model that thinks takes no such value";
    }
}
