package dev.signalbox.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.CorsSettings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsSectionTest {
    @Test
    void isOffByDefault() {
        assertThat(Yaml.settings("server: {}\n").server().cors()).isEmpty();
    }

    @Test
    void readsEveryKey() {
        assertThat(Yaml.settings("server: { cors: { origins: [https://a.example, \"http://localhost:3000\"],"
                                + " headers: [authorization], methods: [POST], max-age: 1h, credentials: true } }\n")
                        .server()
                        .cors())
                .contains(new CorsSettings(
                        Set.of("https://a.example", "http://localhost:3000"),
                        List.of("authorization"),
                        List.of("POST"),
                        Duration.ofHours(1),
                        true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.example/",
                "https://a.example/x",
                "a.example",
                "https://A.example",
                "https://*.example",
                "null",
                "https://a.example:",
                "https://a.example:443",
                "http://a.example:80",
                "https://"
            })
    void refusesWhatNoBrowserSends(String origin) {
        assertThat(Yaml.errors("server: { cors: { origins: [\"" + origin + "\"] } }\n"))
                .anyMatch(line -> line.contains("expected: an origin such as https://app.example, or *"));
    }

    @Test
    void refusesEveryPageWithCredentialsOrBesideOthers() {
        assertThat(Yaml.errors("server: { cors: { origins: \"*\", credentials: true } }\n"))
                .anyMatch(line -> line.contains("credentials: true (expected: false where origins is *)"));
        assertThat(Yaml.errors("server: { cors: { origins: [\"*\", https://a.example] } }\n"))
                .anyMatch(line -> line.contains("(expected: * alone)"));
        assertThat(Yaml.errors("server: { cors: { origins: [] } }\n")).anyMatch(line -> line.contains("an empty list"));
    }
}
