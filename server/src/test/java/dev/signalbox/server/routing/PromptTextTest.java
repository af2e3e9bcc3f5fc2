package dev.signalbox.server.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.exchange.Requests;
import dev.signalbox.server.http.Headers;
import dev.signalbox.wire.dialect.openai.OpenAi;
import dev.signalbox.wire.model.ModelRequest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PromptTextTest {
    private static PromptText of(String system, String user, String more) throws Exception {
        String messages = "[{\"role\":\"system\",\"content\":\"" + system
                + "\"},{\"role\":\"system\",\"content\":\"End.\"},{\"role\":\"user\",\"content\":\"" + user + "\"}]";
        ModelRequest request = OpenAi.caller()
                .read(Requests.of(Headers.empty(), more, messages).envelope());
        return PromptText.of(request, Prompt.of(request));
    }

    private static String tool(String name, String properties) {
        return "{\"type\":\"function\",\"function\":{\"name\":\"" + name
                + "\",\"parameters\":{\"type\":\"object\",\"properties\":{" + properties + "}}}}";
    }

    @Test
    void holdsWhatTheModelIsToldWhatTheUserSaidAndTheToolsInOneLine() throws Exception {
        PromptText text = of(
                "Be brief.",
                "Where?",
                "\"tools\":[" + tool("find", "\"name\":{},\"city\":{}") + "," + tool("book", "\"id\":{}") + "],");
        assertThat(text.system()).isEqualTo("Be brief.\nEnd.");
        assertThat(text.user()).isEqualTo("Where?\n[tools] find(name, city), book(id)");
    }

    @Test
    void copiesLittleOfALongRequest() throws Exception {
        String names =
                IntStream.range(0, 10_000).mapToObj(i -> "\"a" + i + "\":{}").collect(Collectors.joining(","));
        PromptText text = of("x".repeat(5_000_000), "Where?", "\"tools\":[" + tool("find", names) + "],");
        assertThat(text.system()).hasSize(PromptText.LONGEST_SYSTEM).containsOnlyOnce("xxxx".repeat(1_024));
        assertThat(text.user().length()).isBetween(10_000, "Where?".length() + PromptText.LONGEST_TOOLS);
    }

    @Test
    void isBlankWithoutWordsOfTheUserWhateverElseThereIs() throws Exception {
        assertThat(of("Be brief.", " \\n ", "\"tools\":[" + tool("find", "") + "],")
                        .isBlank())
                .isTrue();
        assertThat(of("Be brief.", "?", "").isBlank()).isFalse();
    }
}
