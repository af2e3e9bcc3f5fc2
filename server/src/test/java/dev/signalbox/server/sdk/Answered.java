package dev.signalbox.server.sdk;

import com.openai.client.OpenAIClient;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseReasoningItem;
import com.openai.models.responses.ResponseStreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An answer that OpenAI's client of the Responses API got: whole, or from a stream by its own accumulator.
 *
 * @param events what the stream brought; empty for a whole answer
 */
record Answered(Response response, List<ResponseStreamEvent> events, Headers headers) {
    static Answered ask(OpenAIClient client, ResponseCreateParams params, boolean streamed) {
        return streamed ? streamed(client, params) : whole(client, params);
    }

    private static Answered whole(OpenAIClient client, ResponseCreateParams params) {
        try (HttpResponseFor<Response> answer =
                client.responses().withRawResponse().create(params)) {
            return new Answered(answer.parse().validate(), List.of(), answer.headers());
        }
    }

    private static Answered streamed(OpenAIClient client, ResponseCreateParams params) {
        ResponseAccumulator accumulator = ResponseAccumulator.create();
        try (HttpResponseFor<StreamResponse<ResponseStreamEvent>> answer =
                        client.responses().withRawResponse().createStreaming(params);
                StreamResponse<ResponseStreamEvent> stream = answer.parse()) {
            List<ResponseStreamEvent> events = stream.stream()
                    .map(ResponseStreamEvent::validate)
                    .peek(accumulator::accumulate)
                    .toList();
            return new Answered(accumulator.response().validate(), events, answer.headers());
        }
    }

    String text() {
        return response.output().stream()
                .flatMap(item -> item.message().stream())
                .flatMap(message -> message.content().stream())
                .flatMap(content -> content.outputText().stream())
                .map(text -> text.text())
                .collect(Collectors.joining());
    }

    List<ResponseFunctionToolCall> calls() {
        return response.output().stream()
                .flatMap(item -> item.functionCall().stream())
                .toList();
    }

    List<ResponseReasoningItem> thoughts() {
        return response.output().stream()
                .flatMap(item -> item.reasoning().stream())
                .toList();
    }

    /** All that was said, as it is sent back. */
    List<ResponseInputItem> said() {
        List<ResponseInputItem> items = new ArrayList<>();
        for (ResponseOutputItem item : response.output()) {
            item.message().map(ResponseInputItem::ofResponseOutputMessage).ifPresent(items::add);
            item.functionCall().map(ResponseInputItem::ofFunctionCall).ifPresent(items::add);
            item.reasoning().map(ResponseInputItem::ofReasoning).ifPresent(items::add);
            item.customToolCall().map(ResponseInputItem::ofCustomToolCall).ifPresent(items::add);
        }
        return items;
    }

    String header(String name) {
        return headers.values(name).getFirst();
    }
}
