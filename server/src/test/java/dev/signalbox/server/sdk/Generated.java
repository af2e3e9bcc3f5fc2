package dev.signalbox.server.sdk;

import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.types.Candidate;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.google.genai.types.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An answer that Google's client got: one response, or those of a stream. */
record Generated(List<GenerateContentResponse> responses) {
    static Generated ask(
            Client client, String model, List<Content> contents, GenerateContentConfig config, boolean streamed) {
        if (!streamed) {
            return new Generated(List.of(client.models.generateContent(model, contents, config)));
        }
        List<GenerateContentResponse> responses = new ArrayList<>();
        try (ResponseStream<GenerateContentResponse> stream =
                client.models.generateContentStream(model, contents, config)) {
            stream.forEach(responses::add);
        }
        return new Generated(responses);
    }

    static Content user(String text) {
        return Content.builder().role("user").parts(Part.fromText(text)).build();
    }

    private Stream<Content> pieces() {
        return responses.stream()
                .flatMap(response -> response.candidates().stream())
                .flatMap(List::stream)
                .flatMap(candidate -> candidate.content().stream());
    }

    List<Part> parts() {
        return pieces().flatMap(content -> content.parts().stream())
                .flatMap(List::stream)
                .toList();
    }

    /** What the model said, as a program keeps it that puts the pieces of a stream together. */
    Content content() {
        return Content.builder().role("model").parts(parts()).build();
    }

    /** What the model said, as a program keeps it that keeps each piece. */
    List<Content> contents() {
        return pieces().toList();
    }

    String text() {
        return text(part -> !part.thought().orElse(false));
    }

    String thoughts() {
        return text(part -> part.thought().orElse(false));
    }

    private String text(Predicate<Part> wanted) {
        return parts().stream()
                .filter(wanted)
                .flatMap(part -> part.text().stream())
                .collect(Collectors.joining());
    }

    List<FunctionCall> calls() {
        return parts().stream().flatMap(part -> part.functionCall().stream()).toList();
    }

    List<byte[]> signatures() {
        return parts().stream()
                .flatMap(part -> part.thoughtSignature().stream())
                .toList();
    }

    Candidate last() {
        return responses.getLast().candidates().orElseThrow().getFirst();
    }

    String finish() {
        return last().finishReason().orElseThrow().toString();
    }

    GenerateContentResponseUsageMetadata usage() {
        return responses.getLast().usageMetadata().orElseThrow();
    }

    String header(String name) {
        return responses
                .getFirst()
                .sdkHttpResponse()
                .flatMap(response -> response.headers())
                .map(headers -> headers.get(name))
                .orElseThrow();
    }

    Optional<String> model() {
        return responses.getFirst().modelVersion();
    }
}
