package dev.signalbox.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "250ms, PT0.25S",
        "5s, PT5S",
        "10m, PT10M",
        "2h, PT2H",
        "1d, PT24H",
        "1m30s, PT1M30S",
        "0.5s, PT0.5S",
        "0s, PT0S"
    })
    void readsDurations(String word, Duration expected) {
        assertThat(read(Durations.zeroOrMore(), word)).contains(expected);
        assertThat(read(Durations.zeroOrMore(), Durations.print(expected))).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "s", "5 s", "-5s", "5S", "1.0001ms", "366d", "999999999d", "5m,", "1e3s", "5us"})
    void refusesWhatIsNoDuration(String word) {
        assertThat(read(Durations.zeroOrMore(), word)).isEmpty();
    }

    @Test
    void refusesNoTimeWhereTimeIsNeeded() {
        assertThat(read(Durations.moreThanZero(), "0s")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "64k, 65536", "64K, 65536", "50M, 52428800", "1G, 1073741824"})
    void readsSizes(String word, long expected) {
        assertThat(read(Numbers.bytes(1L << 40), word)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "50MB", "1.5M", "2000G", "999999999999999999999"})
    void refusesWhatIsNoSize(String word) {
        assertThat(read(Numbers.bytes(1L << 40), word)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"128000, 128000", "128k, 128000", "1M, 1000000", "1.05M, 1050000", "0.5k, 500"})
    void readsTokens(String word, long expected) {
        assertThat(read(Numbers.tokens(), word)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "0.0001k", "1G", "many"})
    void refusesWhatIsNoNumberOfTokens(String word) {
        assertThat(read(Numbers.tokens(), word)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080/v1/, http://localhost:8080/v1",
        "HTTPS://Example.com, https://Example.com",
        "http://[::1]:80, http://[::1]:80"
    })
    void readsAddresses(String word, URI expected) {
        assertThat(read(new Addresses(), word)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com",
                "ftp://example.com",
                "http://",
                "http:///v1",
                "http://a b",
                "http://host:70000",
                "http://user:secret@host",
                "http://host/?key=secret",
                "http://host/#x",
                "//host",
                "http:opaque"
            })
    void refusesWhatIsNoAddress(String word) {
        assertThat(read(new Addresses(), word)).isEmpty();
    }

    @Test
    void findsTheNearestName() {
        assertThat(Nearest.find("prioritty", List.of("static", "priority"))).contains("priority");
        assertThat(Nearest.find("mayUse", List.of("key", "may-use"))).contains("may-use");
        assertThat(Nearest.find("json_schema", List.of("tools", "json-schema"))).contains("json-schema");
        assertThat(Nearest.find("elephant", List.of("static", "priority"))).isEmpty();
        assertThat(Nearest.find("x".repeat(100_000), List.of("x"))).isEmpty();
    }

    private static <T> Optional<T> read(Kind<T> kind, String word) {
        Reading reading = new Reading("test.yaml", _ -> null, new ReferencedFiles(Path.of("."), new WeightsFiles()));
        Optional<T> value = kind.read(Spot.root(reading, new Tree.Scalar(word)));
        assertThat(reading.errors()).isEqualTo(value.isPresent() ? 0 : 1);
        return value;
    }
}
