package dev.signalbox.server.sdk;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.google.genai.Client;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.openai.azure.AzureOpenAIServiceVersion;
import com.openai.azure.AzureUrlPathMode;
import com.openai.azure.credential.AzureApiKeyCredential;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import dev.signalbox.server.boot.TestGateway;
import dev.signalbox.simulator.Simulator;
import dev.signalbox.simulator.log.ReceivedRequest;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The official clients in front of one gateway for all tests of a class. The gateway tries each target once and the clients
 * do not try again, so that one call is one request. Before each test the simulator forgets its faults and requests.
 */
final class OfficialClients implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LOOK_AGAIN = Duration.ofMillis(5).toNanos();

    private final List<Runnable> closing = new ArrayList<>();
    private @Nullable TestGateway road;
    private @Nullable OpenAIClient openAi;
    private @Nullable AnthropicClient anthropic;
    private @Nullable Client google;

    @Override
    public void beforeAll(ExtensionContext context) {
        road = TestGateway.withProviders(", retry: { attempts: 0 }");
        openAi = openAi(TestGateway.KEY, 0);
        anthropic = anthropic(TestGateway.KEY, 0);
        google = google(TestGateway.KEY, 0);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        simulator().clearFaults();
        simulator().reset();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        closing.forEach(Runnable::run);
        road().close();
    }

    TestGateway road() {
        return Objects.requireNonNull(road);
    }

    Simulator simulator() {
        return road().simulator;
    }

    OpenAIClient openAi() {
        return Objects.requireNonNull(openAi);
    }

    AnthropicClient anthropic() {
        return Objects.requireNonNull(anthropic);
    }

    Client google() {
        return Objects.requireNonNull(google);
    }

    /** Another client, closed after all tests. */
    Client google(String key, int retries) {
        Client client = Client.builder()
                .apiKey(key)
                .httpOptions(HttpOptions.builder()
                        .baseUrl(road().uri("").toString())
                        .retryOptions(HttpRetryOptions.builder()
                                .attempts(retries + 1)
                                .initialDelay(0.01)
                                .maxDelay(0.1))
                        .build())
                .build();
        closing.add(client::close);
        return client;
    }

    /** A client for Azure's paths, closed after all tests. */
    OpenAIClient azure(AzureUrlPathMode mode, AzureOpenAIServiceVersion version) {
        OpenAIClient client = OpenAIOkHttpClient.builder()
                .baseUrl(road().uri(mode == AzureUrlPathMode.UNIFIED ? "/openai/v1" : "")
                        .toString())
                .credential(AzureApiKeyCredential.create(TestGateway.KEY))
                .azureServiceVersion(version)
                .azureUrlPathMode(mode)
                .maxRetries(0)
                .build();
        closing.add(client::close);
        return client;
    }

    /** Another client, closed after all tests. */
    OpenAIClient openAi(String key, int retries) {
        OpenAIClient client = OpenAIOkHttpClient.builder()
                .baseUrl(road().uri("/v1").toString())
                .apiKey(key)
                .maxRetries(retries)
                .build();
        closing.add(client::close);
        return client;
    }

    /** Another client, closed after all tests. */
    AnthropicClient anthropic(String key, int retries) {
        AnthropicClient client = AnthropicOkHttpClient.builder()
                .baseUrl(road().uri("").toString())
                .apiKey(key)
                .maxRetries(retries)
                .build();
        closing.add(client::close);
        return client;
    }

    /** What the provider got last. */
    ReceivedRequest received() {
        return simulator().requests().getLast();
    }

    /** The body that the provider got last. */
    Json.Obj receivedBody() {
        return read(received().bodyText());
    }

    /** The turns of the conversation that the provider got last, whatever its dialect calls them. */
    List<Json> receivedTurns() {
        Json.Obj body = receivedBody();
        return body.items(body.find("contents").isPresent() ? "contents" : "messages");
    }

    /** The provider's own id of a model. */
    static String upstreamId(String model) {
        return model.equals("gemini") ? "sim-gemini-3-flash" : "sim-" + model;
    }

    /** The entry of a request, as its caller reads it when it is written. */
    Json.Obj entry(String requestId) {
        return entry(requestId, _ -> true);
    }

    /** The entry of a request, as soon as it satisfies a condition. */
    Json.Obj entry(String requestId, Predicate<Json.Obj> condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            HttpResponse<String> answer = road().get("/v1/requests/" + requestId);
            if (answer.statusCode() == 200 && condition.test(read(answer.body()))) {
                return read(answer.body());
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no such entry in time: " + answer.statusCode() + " " + answer.body());
            }
            LockSupport.parkNanos(LOOK_AGAIN);
        }
    }

    static Json.Obj read(String json) {
        try {
            return JsonCodec.readObject(json.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProblem e) {
            throw new AssertionError(json, e);
        }
    }
}
