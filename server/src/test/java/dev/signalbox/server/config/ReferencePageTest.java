package dev.signalbox.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferencePageTest {

    private static final String REGENERATE =
            "./mvnw -pl server -am test -Dtest=ReferencePageTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dsignalbox.regenerate=true";

    @Test
    void isWhatTheReaderUnderstands() throws Exception {
        Path page = root().resolve("docs/reference/configuration.md");
        if (Boolean.getBoolean("signalbox.regenerate")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, ReferencePage.markdown());
        }
        assertThat(page)
                .as("%s is generated from the sections; write it anew with: %s", page, REGENERATE)
                .content()
                .isEqualTo(ReferencePage.markdown());
    }

    @Test
    void hasAMeaningAndAValueForEveryKey() {
        List<Section<?>> sections = ReferencePage.sections(RootSection.SECTION, new ArrayList<>());

        assertThat(sections)
                .hasSizeGreaterThan(12)
                .allSatisfy(section -> assertThat(section.keys()).isNotEmpty().allSatisfy(key -> {
                    assertThat(key.meaning()).endsWith(".");
                    assertThat(key.kind().words()).isNotBlank();
                    assertThat(section.hints()).doesNotContainKey(key.name());
                }));
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("mvnw"))) {
            directory = directory.getParent();
        }
        return directory;
    }
}
