package dev.signalbox.learn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptFileTest {

    private static List<Prompt> read(String text) throws DataException {
        return PromptFile.read(
                new TextLines("prompts.jsonl", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void readsEveryField() throws Exception {
        assertThat(read("""
                {"prompt_id":"a","split":"dev","source":"mmlu","category":"law","prompt_text":"Is it \\u00e9?\\nYes","x":[1]}
                """)).containsExactly(new Prompt("a", "dev", "mmlu", "law", "Is it é?\nYes"));
    }

    @Test
    void readsPromptsOfWhichOnlyTheTextIsKnown() throws Exception {
        assertThat(
                        read(
                                "\uFEFF{\"prompt_id\":\"a\",\"prompt_text\":\"x\"}\r\n\r\n{\"prompt_id\":7,\"prompt_text\":\"\"}"))
                .containsExactly(Prompt.of("a", "x"), Prompt.of("7", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\1', textBlock = """
            {"prompt_id":"b"}                                   | prompts.jsonl:2: prompt_text: missing or no string
            {"prompt_id":"b","prompt_text":null}                | prompts.jsonl:2: prompt_text: missing or no string
            {"prompt_text":"b"}                                 | prompts.jsonl:2: prompt_id: missing or no string
            {"prompt_id":" ","prompt_text":"b"}                 | prompts.jsonl:2: prompt_id: blank
            {"prompt_id":"a","prompt_text":"b"}                 | prompts.jsonl:2: prompt_id: "a" stands already on line 1
            {"prompt_id":"b","prompt_text":"b"} {}              | prompts.jsonl:2: more than one JSON value
            {"prompt_id":"b","prompt_id":"c","prompt_text":""}  | prompts.jsonl:2: not JSON
            {"prompt_id":"b","prompt_text":"b"                  | prompts.jsonl:2: not JSON
            ["b"]                                               | prompts.jsonl:2: not a JSON object
            nonsense                                            | prompts.jsonl:2: not JSON: "nonsense"
            """)
    void saysWhichLineIsWrong(String line, String message) {
        assertThatThrownBy(() -> read("{\"prompt_id\":\"a\",\"prompt_text\":\"x\"}\n" + line))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void rejectsAFileWithoutPrompts() {
        assertThatThrownBy(() -> read("\n\n"))
                .hasMessageStartingWith("prompts.jsonl: no prompts (expected: lines such as");
        assertThatThrownBy(() -> PromptFile.read(Path.of("/nowhere/prompts.jsonl")))
                .hasMessage("/nowhere/prompts.jsonl: no such file");
    }
}
