package dev.signalbox.wire.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCodecTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"b\":1,\"a\":[true,false,null,\"x\"],\"c\":{}}",
                "[1,-0,1.0,1e5,1E+5,0.1000,12345678901234567890]",
                "\"\"",
                "\"gr\u00fc\u00df \ud83d\ude80\"",
                "[]"
            })
    void writesWhatItHasRead(String text) throws JsonProblem {
        assertThat(new String(JsonCodec.write(JsonCodec.read(text.getBytes(UTF_8))), UTF_8))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\":}",
                "{\"a\":1,}",
                "{'a':1}",
                "{\"a\":1}{}",
                "{\"a\":1} x",
                "[1,2",
                "nul",
                "NaN",
                "01",
                "+1",
                "\"\n\"",
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "// comment\n1"
            })
    void refusesWhatIsNotExactlyOneValue(String text) {
        assertThatThrownBy(() -> JsonCodec.read(text.getBytes(UTF_8))).isInstanceOf(JsonProblem.class);
    }

    @Test
    void refusesFiftyMegabytesOfNestingAtOnce() {
        byte[] nested = "[".repeat(50_000_000).getBytes(UTF_8);
        assertTimeoutPreemptively(Duration.ofSeconds(1), () -> {
            assertThatThrownBy(() -> JsonCodec.read(nested))
                    .isInstanceOf(JsonProblem.class)
                    .hasMessageContaining("depth");
        });
    }

    @Test
    void refusesNumbersWithoutEnd() {
        byte[] endless = "9".repeat(100_000).getBytes(UTF_8);
        assertThatThrownBy(() -> JsonCodec.read(endless)).isInstanceOf(JsonProblem.class);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        assertThatThrownBy(() -> JsonCodec.read("\"\u00e9\"".getBytes(ISO_8859_1)))
                .isInstanceOf(JsonProblem.class);
        assertThatThrownBy(() -> JsonCodec.read("{\"a\":1}".getBytes(UTF_16LE))).isInstanceOf(JsonProblem.class);
        byte[] surrogate = {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'};
        assertThatThrownBy(() -> JsonCodec.read(surrogate)).isInstanceOf(JsonProblem.class);
        byte[] overlong = {'"', (byte) 0xC0, (byte) 0xAF, '"'};
        assertThatThrownBy(() -> JsonCodec.read(overlong)).isInstanceOf(JsonProblem.class);
        byte[] beyond = {'"', (byte) 0xF7, (byte) 0xBF, (byte) 0xBF, (byte) 0xBF, '"'};
        assertThatThrownBy(() -> JsonCodec.read(beyond)).isInstanceOf(JsonProblem.class);
        byte[] cut = {'"', (byte) 0xE4, '"'};
        assertThatThrownBy(() -> JsonCodec.read(cut)).isInstanceOf(JsonProblem.class);
    }

    @Test
    void keepsEscapedHalvesOfPairs() throws JsonProblem {
        Json value = JsonCodec.read("\"\\ud83d\"".getBytes(UTF_8));
        assertThat(value).isEqualTo(Json.text("\ud83d"));
        assertThat(new String(JsonCodec.write(value), UTF_8)).isEqualToIgnoringCase("\"\\ud83d\"");
    }

    @Test
    void tellsWhatWasWrongAndWhereButNotTheText() {
        JsonProblem problem =
                catchThrowableOfType(JsonProblem.class, () -> JsonCodec.read("{\"secret\": oops}".getBytes(UTF_8)));
        assertThat(problem.getMessage())
                .contains("not valid JSON")
                .contains("at byte")
                .doesNotContain("secret");
        assertThat(problem.offset()).isBetween(10L, 16L);
    }

    @Test
    void takesWholeNumbersHoweverTheyAreSpelt() {
        assertThat(new Json.Num("12").whole()).hasValue(12);
        assertThat(new Json.Num("1.2e1").whole()).hasValue(12);
        assertThat(new Json.Num("12.0").whole()).hasValue(12);
        assertThat(new Json.Num("12.5").whole()).isEmpty();
        assertThat(new Json.Num("9223372036854775807").whole()).hasValue(Long.MAX_VALUE);
        assertThat(new Json.Num("9223372036854775808").whole()).isEmpty();
    }

    @Test
    void doesNotBreakOnAbsurdExponents() {
        assertThat(new Json.Num("1e2147483647").whole()).isEmpty();
        assertThat(new Json.Num("1e-2147483647").whole()).isEmpty();
        Json.Obj object = Json.object(f -> f.put("n", new Json.Num("1e99999999999")));
        assertThat(object.whole("n")).isEmpty();
        assertThat(object.decimal("n")).isEmpty();
        assertThat(Json.object(f -> f.put("n", new Json.Num("0.5"))).decimal("n"))
                .contains(new BigDecimal("0.5"));
    }
}
