package dev.signalbox.wire.dialect.openai;

import static dev.signalbox.wire.dialect.openai.Shapes.bytes;
import static dev.signalbox.wire.dialect.openai.Shapes.json;
import static dev.signalbox.wire.dialect.openai.Shapes.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.dialect.Translation;
import org.junit.jupiter.api.Test;

class RoundTripTest {
    private static final String REQUEST = """
            {"model":"assistant","messages":[{"role":"system","content":"be brief"},{"role":"user","content":"hi"},
            {"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"f","arguments":"{}"}}]},
            {"role":"tool","tool_call_id":"call_1","content":"42"}],"stream":true}""";

    @Test
    void opensARequestWithoutBuildingIt() throws Exception {
        Envelope envelope = OpenAi.caller().open(bytes(REQUEST));
        assertThat(envelope.model()).isEqualTo("assistant");
        assertThat(envelope.stream()).isTrue();
        assertThat(envelope.usageWanted()).isFalse();
    }

    @Test
    void writesWhatItHasRead() throws Exception {
        Translation.Ready ready = (Translation.Ready)
                OpenAi.provider().write(OpenAi.caller().read(bytes(REQUEST)), model("gpt-x", Thinking.UNKNOWN));
        assertThat(ready.losses()).isEmpty();
        assertThat(json(ready.body()))
                .isEqualTo(json(REQUEST.replace("assistant\",\"mess", "gpt-x\",\"mess")
                        .replace("\"stream\":true", "\"stream\":true,\"stream_options\":{\"include_usage\":true}")));
    }
}
