package dev.signalbox.server.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.learn.choice.Mode;
import dev.signalbox.server.exchange.Requests;
import dev.signalbox.server.http.Headers;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.dialect.openai.OpenAi;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolTurnTest {
    private static final String USER = "{\"role\":\"user\",\"content\":\"How warm is it?\"}";
    private static final String CALL = "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"a\",\"type\":\"function\","
            + "\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}";

    private static String result(String text) {
        return "{\"role\":\"tool\",\"tool_call_id\":\"a\",\"content\":\"" + text + "\"}";
    }

    private static ToolTurn turn(String fields, List<String> messages) throws Unreadable {
        return ToolTurn.of(OpenAi.caller()
                .read(Requests.of(Headers.empty(), fields, "[" + String.join(",", messages) + "]")
                        .envelope()));
    }

    @Test
    void isNoneWithoutResults() throws Exception {
        assertThat(turn("", List.of(USER))).isEqualTo(ToolTurn.NONE);
        assertThat(turn("", List.of(USER, CALL, result("20"), USER))).isEqualTo(ToolTurn.NONE);
    }

    @Test
    void isTrivialAfterOneShortResult() throws Exception {
        ToolTurn turn = turn("", List.of(USER, CALL, result("20")));
        assertThat(turn.kind()).isEqualTo(ToolTurn.Kind.TRIVIAL);
        assertThat(turn.over(Mode.BALANCED)).isEqualTo(Mode.COST);
        assertThat(turn.over(Mode.QUALITY)).isEqualTo(Mode.QUALITY);
        assertThat(turn("", List.of(USER, CALL, result("x".repeat(5_000)))).kind())
                .isEqualTo(ToolTurn.Kind.USUAL);
    }

    @Test
    void needsAnOverviewAfterSeveralRounds() throws Exception {
        List<String> rounds = new ArrayList<>(List.of(USER));
        Collections.nCopies(3, List.of(CALL, result("20"))).forEach(rounds::addAll);
        ToolTurn turn = turn("", rounds);
        assertThat(turn.kind()).isEqualTo(ToolTurn.Kind.SEVERAL);
        assertThat(turn.over(Mode.BALANCED)).isEqualTo(Mode.QUALITY);
        assertThat(turn.over(Mode.COST)).isEqualTo(Mode.BALANCED);
    }

    @Test
    void knowsWhetherTheModelThinks() throws Exception {
        assertThat(turn("", List.of(USER, CALL, result("20"))).thinking()).isFalse();
        assertThat(turn("\"reasoning_effort\":\"high\",", List.of(USER, CALL, result("20")))
                        .thinking())
                .isTrue();
        assertThat(turn("\"reasoning_effort\":\"none\",", List.of(USER, CALL, result("20")))
                        .thinking())
                .isFalse();
    }
}
