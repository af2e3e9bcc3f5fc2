package dev.signalbox.wire.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page of what dialects carry is what they carry, and nothing is dropped without a word. */
class DialectsPageTest {
    private static final String REGENERATE = "./mvnw -pl wire test -Dtest=DialectsPageTest -Dsignalbox.regenerate=true";

    @Test
    void isWhatTheTranslationsDo() throws IOException {
        Path page = Path.of("..", "docs", "reference", "dialects.md");
        if (Boolean.getBoolean("signalbox.regenerate")) {
            Files.writeString(page, DialectsPage.markdown());
        }
        assertThat(page)
                .as("%s is generated from translations; write it anew with: %s", page, REGENERATE)
                .content()
                .isEqualTo(DialectsPage.markdown());
    }

    @Test
    void nothingIsDroppedWithoutAWord() {
        assertThat(DialectsPage.markdown()).doesNotContain(DialectsPage.SILENT);
    }
}
