package dev.signalbox.wire.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a request goes. */
class ModelPathTest {
    @ParameterizedTest
    @CsvSource({
        "gemini-2.5-flash, /models/gemini-2.5-flash",
        "models/gemini-2.5-flash, /models/gemini-2.5-flash",
        "tunedModels/my-x, /tunedModels/my-x",
        "endpoints/123, /endpoints/123",
        "publishers/google/models/g, /publishers/google/models/g",
        "gemini-1.0-pro@001, /models/gemini-1.0-pro@001",
        "a:b, /models/a%3Ab",
        "a/b, /models/a%2Fb",
        "models/../x, /models/%2E%2E/x",
        "a?key=1#x, /models/a%3Fkey%3D1%23x",
        "a b%2F, /models/a%20b%252F",
        "grün, /models/gr%C3%BCn"
    })
    void namesTheModel(String model, String path) {
        assertThat(ModelPath.of(model)).isEqualTo(path);
    }

    @Test
    void asksForEventsWhereItStreams() {
        assertThat(Gemini.provider().path("g", false)).isEqualTo("/models/g:generateContent");
        assertThat(Gemini.provider().path("g", true)).isEqualTo("/models/g:streamGenerateContent?alt=sse");
    }
}
