package dev.signalbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.KeyDigest;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class KeyNewCommandTest {

    private static final Pattern KEY = Pattern.compile("sbx_[A-Za-z0-9_-]{43}");

    @Test
    void showsTheKeyOnceAndTheDigestThatTheConfigurationNeeds() {
        Run run = Run.of("key", "new", "--name", "support-bot", "--tenant", "retail", "--team", "search");
        assertThat(run.status()).isZero();
        Matcher key = KEY.matcher(run.out());
        assertThat(key.find()).isTrue();
        String digest = KeyDigest.of(key.group()).written();
        assertThat(run.out()).endsWith("""
                        callers:
                          support-bot:
                            key: "%s"
                            tenant: retail
                            team: search
                        """.formatted(digest));
        assertThat(key.find()).as("a second appearance of a key").isFalse();
    }

    @Test
    void printsAnObjectForPrograms() throws Exception {
        Run run = Run.of("key", "new", "--json");
        Json.Obj object = (Json.Obj) JsonCodec.read(run.out().getBytes(UTF_8));
        assertThat(object.fields().keySet()).containsExactly("key", "digest", "name");
        String key = object.text("key").orElseThrow();
        assertThat(key).matches(KEY);
        assertThat(object.text("digest")).hasValue(KeyDigest.of(key).written());
    }

    @Test
    void neverMakesTheSameKeyTwice() {
        assertThat(Run.of("key", "new", "--json").out())
                .isNotEqualTo(Run.of("key", "new", "--json").out());
    }

    @Test
    void quotesNamesThatYamlWouldTakeForSomethingElse() {
        assertThat(Run.of("key", "new", "--name", "yes").out()).contains("\n  \"yes\":\n");
        assertThat(Run.of("key", "new", "--name", "a\"b:c").out()).contains("\n  \"a\\\"b:c\":\n");
    }

    @Test
    void refusesNamesThatCannotTravelInHeaders() {
        Run run = Run.of("key", "new", "--name", "two words");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--name: \"two words\" (expected: 1 to 256 visible ASCII characters)");
    }
}
