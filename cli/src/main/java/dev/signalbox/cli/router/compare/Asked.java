package dev.signalbox.cli.router.compare;

import dev.signalbox.cli.router.Figures;
import dev.signalbox.wire.json.Json;
import java.math.BigDecimal;

/**
 * What came of one prompt on one way. Numbers that are not known are not a number.
 *
 * @param prompt the id of the prompt
 * @param way the name of the way
 * @param status of the answer; 0 where there was none
 * @param problem what the gateway said where it did not answer; else empty
 * @param model the gateway's name of the model that answered; empty if none did
 * @param upstream the provider's name of it
 * @param milliseconds to the end of the answer
 * @param firstToken milliseconds to its first content
 * @param cost dollars by the ledger, what was wasted on attempts among it
 * @param wasted dollars of attempts that did not serve
 * @param basis what decided where the way is a learned route; else empty
 * @param embedding what became of the embedding of its prompt; else empty
 * @param score from 0 to 1
 * @param judged dollars for the judge
 */
record Asked(
        String prompt,
        String way,
        String requestId,
        int status,
        String problem,
        String model,
        String upstream,
        double milliseconds,
        double firstToken,
        double input,
        double output,
        double cost,
        double wasted,
        String basis,
        String embedding,
        double score,
        double judged) {
    private static final int OK = 200;

    boolean answered() {
        return status == OK;
    }

    Json.Obj json() {
        return Json.object(o -> o.put("prompt_id", prompt)
                .put("way", way)
                .put("request_id", requestId)
                .put("status", status)
                .put("problem", problem)
                .put("model", model)
                .put("upstream_model", upstream)
                .put("ms", Figures.json(milliseconds))
                .put("first_token_ms", Figures.json(firstToken))
                .put("input_tokens", Figures.json(input))
                .put("output_tokens", Figures.json(output))
                .put("cost_usd", Figures.json(cost))
                .put("wasted_usd", Figures.json(wasted))
                .put("basis", basis)
                .put("embedding", embedding)
                .put("score", Figures.json(score))
                .put("judge_usd", Figures.json(judged)));
    }

    static Asked of(Json.Obj json) {
        return new Asked(
                json.text("prompt_id").orElse(""),
                json.text("way").orElse(""),
                json.text("request_id").orElse(""),
                (int) json.whole("status").orElse(0),
                json.text("problem").orElse(""),
                json.text("model").orElse(""),
                json.text("upstream_model").orElse(""),
                number(json, "ms"),
                number(json, "first_token_ms"),
                number(json, "input_tokens"),
                number(json, "output_tokens"),
                number(json, "cost_usd"),
                number(json, "wasted_usd"),
                json.text("basis").orElse(""),
                json.text("embedding").orElse(""),
                number(json, "score"),
                number(json, "judge_usd"));
    }

    static double number(Json.Obj json, String name) {
        return json.decimal(name).map(BigDecimal::doubleValue).orElse(Double.NaN);
    }
}
