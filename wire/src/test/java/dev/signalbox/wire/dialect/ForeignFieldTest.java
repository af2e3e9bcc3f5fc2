package dev.signalbox.wire.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignFieldTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cache_control      | {"type": "ephemeral"}  | HINT
            logprobs           | true                   | HINT
            service_tier       | "flex"                 | HINT
            invented_tomorrow  | 1                      | HINT
            citations          | []                     |
            citations          | [{"type": "page"}]     | HINT
            citations          | {"enabled": true}      | MEANING
            citations          | {"enabled": false}     | HINT
            mcp_servers        | [{"url": "https://x"}] | MEANING
            mcp_servers        | []                     |
            web_search_options | {"country": "FR"}      | MEANING
            web_search_options | {}                     | MEANING
            web_search_options | null                   |
            logit_bias         | {}                     |
            metadata           | {}                     |
            modalities         | ["text"]               |
            modalities         | ["text", "audio"]      | MEANING
            service_tier       | "auto"                 |
            store              | false                  |
            n                  | 1                      |
            metadata           | null                   |
            """)
    void weighsAFieldThatCannotBeCarried(String name, String value, Loss.Weight weight) throws Exception {
        assertThat(ForeignField.lost("at." + name, name, json(value), "why").map(Loss::weight))
                .isEqualTo(Optional.ofNullable(weight));
    }

    @Test
    void weighsAFieldByTheEndOfItsPath() throws Exception {
        assertThat(ForeignField.lost("c.responseModalities", "c.responseModalities", json("[\"AUDIO\"]"), "why"))
                .contains(Loss.meaning("c.responseModalities", "why"));
        assertThat(ForeignField.lost("c.responseLogprobs", "c.responseLogprobs", json("false"), "why"))
                .isEmpty();
    }

    @Test
    void tellsWhereTheFieldStoodAndWhy() throws Exception {
        assertThat(ForeignField.lost("messages[1].audio", "audio", json("{\"id\": 1}"), "nobody hears it"))
                .contains(Loss.meaning("messages[1].audio", "nobody hears it"));
    }

    private static Json json(String text) throws Exception {
        return JsonCodec.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
