package dev.signalbox.wire.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.Translation;
import org.junit.jupiter.api.Test;

class RequestGoldenTest {
    @Test
    void carriesEverythingThatTheDialectHasThroughTheCanonicalModel() {
        Translation.Ready ready = Fixtures.write(
                Fixtures.read(Fixtures.text(Fixtures.golden("requests/full.json"))),
                Fixtures.facts(ModelFacts.Thinking.BUDGET));

        assertThat(Fixtures.json(ready.body()))
                .isEqualTo(Fixtures.json(Fixtures.golden("requests/full.to-anthropic.json")));
        assertThat(ready.losses()).isEmpty();
        assertThat(ready.adjustments()).isEmpty();
    }
}
