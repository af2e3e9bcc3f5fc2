package dev.signalbox.server.sdk;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.ToolUseBlock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An answer that the Anthropic client got: whole, or from a stream by its own accumulator.
 *
 * @param events what the stream brought; empty for a whole answer
 */
record Said(Message message, List<RawMessageStreamEvent> events, Headers headers) {
    static Said ask(AnthropicClient client, MessageCreateParams params, boolean streamed) {
        return streamed ? streamed(client, params) : whole(client, params);
    }

    private static Said whole(AnthropicClient client, MessageCreateParams params) {
        try (HttpResponseFor<Message> answer =
                client.messages().withRawResponse().create(params)) {
            return new Said(answer.parse(), List.of(), answer.headers());
        }
    }

    private static Said streamed(AnthropicClient client, MessageCreateParams params) {
        MessageAccumulator accumulator = MessageAccumulator.create();
        try (HttpResponseFor<StreamResponse<RawMessageStreamEvent>> answer =
                        client.messages().withRawResponse().createStreaming(params);
                StreamResponse<RawMessageStreamEvent> stream = answer.parse()) {
            List<RawMessageStreamEvent> events =
                    stream.stream().peek(accumulator::accumulate).toList();
            return new Said(accumulator.message(), events, answer.headers());
        }
    }

    String text() {
        return message.content().stream()
                .flatMap(block -> block.text().stream())
                .map(block -> block.text())
                .collect(Collectors.joining());
    }

    List<ToolUseBlock> calls() {
        return message.content().stream()
                .map(ContentBlock::toolUse)
                .flatMap(Optional::stream)
                .toList();
    }

    String stop() {
        return message.stopReason().orElseThrow().asString();
    }

    String header(String name) {
        return headers.values(name).getFirst();
    }

    String requestId() {
        return header("x-signalbox-request-id");
    }
}
