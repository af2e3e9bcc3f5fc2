package dev.signalbox.learn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeFileTest {

    private static final List<Prompt> PROMPTS =
            List.of(Prompt.of("a", "first"), Prompt.of("b", "second"), Prompt.of("c", "third"));

    private static Dataset read(String text) throws DataException {
        CsvReader rows = new CsvReader(
                new TextLines("outcomes.csv", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))),
                "prompt_id, model, score");
        return OutcomeFile.read(rows, PROMPTS);
    }

    @Test
    void readsRowsInAnyOrderAndLaysThemOutByPromptAndModel() throws Exception {
        Dataset data = read("""
                prompt_id,model,score,input_tokens,output_tokens,cost_usd
                c,zeta,0.25,,,
                a,zeta,1,10,20,0.5
                c,"alpha, the first",0,7,,
                """);

        assertThat(data.models()).containsExactly("alpha, the first", "zeta");
        assertThat(data.outcomes()).isEqualTo(3);
        assertThat(new int[] {data.first(0), data.first(1), data.first(2), data.end(2)})
                .containsExactly(0, 1, 1, 3);
        assertThat(data.find(0, 0)).isNegative();
        assertThat(data.find(2, 1)).isEqualTo(2);
        assertThat(data.score(2)).isEqualTo(0.25);
        assertThat(data.inputTokens(0)).isEqualTo(10);
        assertThat(data.outputTokens(0)).isEqualTo(20);
        assertThat(data.cost(0)).isEqualTo(0.5);
        assertThat(data.outputTokens(1)).isEqualTo(-1);
        assertThat(data.cost(1)).isNaN();
    }

    @Test
    void readsTheSimplestFormInAnyOrderOfColumns() throws Exception {
        assertThat(read("\uFEFFscore, model ,prompt_id\r\n0.5,m,b\r\n").scores(List.of("m")))
                .matches(s -> Arrays.deepEquals(s, new double[][] {{Double.NaN}, {0.5}, {Double.NaN}}));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\1', textBlock = """
            b,m,1.01,,,       | outcomes.csv:3: score: "1.01" (expected: a number from 0 to 1)
            b,m,-0.1,,,       | outcomes.csv:3: score: "-0.1" (expected: a number from 0 to 1)
            b,m,NaN,,,        | outcomes.csv:3: score: "NaN" (expected: a number from 0 to 1)
            b,m,,,,           | outcomes.csv:3: score: "" (expected: a number from 0 to 1)
            b,m,0x1p-1,,,     | outcomes.csv:3: score: "0x1p-1" (expected: a number from 0 to 1)
            b,m,1,-1,,        | outcomes.csv:3: input_tokens: "-1" (expected: a number of at least 0)
            b,m,1,,many,      | outcomes.csv:3: output_tokens: "many" (expected: a number of at least 0)
            b,m,1,,,Infinity  | outcomes.csv:3: cost_usd: "Infinity" (expected: a number of at least 0)
            x,m,1,,,          | outcomes.csv:3: prompt_id: "x" (expected: an id of the prompts)
            b,,1,,,           | outcomes.csv:3: model: blank (expected: a model's name)
            a,m,1,,,          | outcomes.csv:3: "a" and "m": stand together already on line 2
            b,m,1             | outcomes.csv:3: 3 fields (expected: 6 as in the first line)
            b,"m"n,1,,,       | outcomes.csv:3: text behind a closing quote
            b,"m,1,,,         | outcomes.csv:3: a quoted field that never ends
            """)
    void saysWhichRowIsWrong(String row, String message) {
        assertThatThrownBy(() -> read("prompt_id,model,score,input_tokens,output_tokens,cost_usd\na,m,1,,,\n" + row))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void namesTheEarliestRowThatRepeatsAnother() {
        assertThatThrownBy(() -> read("prompt_id,model,score\nc,m,1\na,m,1\na,n,0\na,n,1\nc,m,1\n"))
                .hasMessageStartingWith("outcomes.csv:5: \"a\" and \"n\": stand together already on line 4");
    }

    @Test
    void rejectsFilesWithoutColumnsOrRows() {
        assertThatThrownBy(() -> read(""))
                .hasMessage("outcomes.csv: empty (expected: a first line prompt_id, model, score)");
        assertThatThrownBy(() -> read("prompt_id,model,score\n")).hasMessageStartingWith("outcomes.csv: no outcomes");
        assertThatThrownBy(() -> read("prompt_id,model\na,m\n"))
                .hasMessage("outcomes.csv:1: column score: missing among [prompt_id, model] "
                        + "(expected: prompt_id, model, score)");
        assertThatThrownBy(() -> read("model,model\n"))
                .hasMessage("outcomes.csv:1: column \"model\": twice in the first line");
    }
}
