package dev.signalbox.simulator.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.simulator.answer.Answer.Finish;
import dev.signalbox.simulator.answer.Answer.Part;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ModelTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNode CITY = JSON.readTree("""
            {"type":"object","properties":{"city":{"type":"string"},"unit":{"enum":["celsius","kelvin"]}},
             "required":["city","unit"]}""");

    private final Model model = new Model(1);

    private static Prompt prompt(String asked, ToolChoice choice, boolean parallel, int cap, String... stops) {
        List<OfferedTool> tools = List.of(
                new OfferedTool("get_weather", CITY), new OfferedTool("get_time", CITY), new OfferedTool("get", CITY));
        return new Prompt(
                "m",
                asked,
                List.of(),
                List.of(),
                tools,
                choice,
                parallel,
                new Shape.Words(),
                cap,
                List.of(stops),
                0,
                false,
                9);
    }

    private static Prompt plain(String asked, int cap, String... stops) {
        return prompt(asked, new ToolChoice.Forbidden(), true, cap, stops);
    }

    private String text(Prompt prompt) {
        return model.answer(prompt).parts().stream()
                .map(part -> part instanceof Part.Text(String text) ? text : "")
                .collect(Collectors.joining());
    }

    private List<String> called(Prompt prompt) {
        return model.answer(prompt).parts().stream()
                .flatMap(part -> part instanceof Part.Call call ? Stream.of(call.name()) : Stream.of())
                .toList();
    }

    @Test
    void theSamePromptGetsTheSameAnswerAndAnotherSeedAnother() {
        Prompt prompt = plain("What is the state of the line?", 1000);
        assertThat(new Model(1).answer(prompt)).isEqualTo(model.answer(prompt));
        assertThat(new Model(2).answer(prompt)).isNotEqualTo(model.answer(prompt));
    }

    @Test
    void echoesAndCountsWordsWhereItIsAsked() {
        assertThat(text(plain("please echo: a  b\nc ", 1000))).isEqualTo("a  b\nc");
        assertThat(text(plain("words: 50", 1000)).split(" ")).hasSize(50);
    }

    @Test
    void callsTheToolsThatAreNamedAsWordsOfTheirOwn() {
        ToolChoice auto = new ToolChoice.Auto();
        assertThat(called(prompt("use get_weather and get_time", auto, true, 1000)))
                .containsExactly("get_weather", "get_time");
        assertThat(called(prompt("use get_weather and get_time", auto, false, 1000)))
                .containsExactly("get_weather");
        assertThat(called(prompt("no tool here", auto, true, 1000))).isEmpty();
        assertThat(called(prompt("no tool here", new ToolChoice.Required(), true, 1000)))
                .containsExactly("get_weather");
        assertThat(called(prompt("no tool here", new ToolChoice.Named("get_time"), true, 1000)))
                .containsExactly("get_time");
        assertThat(called(prompt("get_time", new ToolChoice.Forbidden(), true, 1000)))
                .isEmpty();
    }

    @Test
    void argumentsHaveWhatTheSchemaRequires() {
        Answer answer = model.answer(prompt("get_weather", new ToolChoice.Auto(), true, 1000));
        assertThat(answer.finish()).isEqualTo(new Finish.Tools());
        JsonNode arguments = JSON.readTree(((Part.Call) answer.parts().getFirst()).arguments());
        assertThat(arguments.path("city").isString()).isTrue();
        assertThat(arguments.path("unit").asString()).isIn("celsius", "kelvin");
    }

    @Test
    void stopsAtTheCap() {
        Answer answer = model.answer(plain("echo: 0123456789", 2));
        assertThat(answer.parts()).containsExactly(new Part.Text("01234567"));
        assertThat(answer.finish()).isEqualTo(new Finish.Length());
    }

    @Test
    void anAnswerThatFillsTheCapExactlyIsComplete() {
        assertThat(model.answer(plain("echo: 01234567", 2)).finish()).isEqualTo(new Finish.Complete());
    }

    @Test
    void stopsBeforeTheEarliestStopSequence() {
        Answer answer = model.answer(plain("echo: one two three", 100, "three", "two"));
        assertThat(answer.parts()).containsExactly(new Part.Text("one "));
        assertThat(answer.finish()).isEqualTo(new Finish.StopSequence("two"));
    }

    @Test
    void refusesAndFiltersWhenToldTo() {
        assertThat(model.answer(plain("Please refuse this", 100)).finish()).isEqualTo(new Finish.Refused());
        assertThat(model.answer(plain("Please filter this", 100)).finish()).isEqualTo(new Finish.Filtered());
    }

    @Test
    void tokensAreFourCodePointsAndNeverSplitOne() {
        assertThat(Tokens.count("🚦🚦🚦🚦🚦")).isEqualTo(2);
        assertThat(Tokens.pieces("🚦🚦🚦🚦🚦", 1)).containsExactly("🚦🚦🚦🚦", "🚦");
        assertThat(Tokens.pieces("", 1)).isEmpty();
    }
}
