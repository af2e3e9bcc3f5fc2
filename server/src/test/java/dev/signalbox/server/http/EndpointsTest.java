package dev.signalbox.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table of endpoints, and paths with names that hold slashes. */
final class EndpointsTest {
    private static final Endpoint NOTHING = (request, response) -> {};

    private final Endpoints endpoints = Endpoints.builder()
            .add("GET", "/v1/models", EndpointKind.LOOKUP, NOTHING)
            .add("GET", "/v1/models/{model...}", EndpointKind.LOOKUP, NOTHING)
            .add("GET", "/v1/requests/{id}", EndpointKind.LOOKUP, NOTHING)
            .add("POST", "/v1beta/models/{model...}:generate", EndpointKind.MODEL, NOTHING)
            .immediate("GET", "/healthz", NOTHING)
            .build();

    private Map<String, String> variables(String method, String path) {
        return switch (endpoints.find(method, path)) {
            case Endpoints.Match.Found(Endpoints.Entry _, Map<String, String> found) -> found;
            case Endpoints.Match.OtherMethods(String allowed) -> Map.of("allowed", allowed);
            case Endpoints.Match.Nothing() -> Map.of("nothing", path);
        };
    }

    @Test
    void findsNamesWithSlashesRawAndEncoded() {
        assertThat(variables("GET", "/v1/models/gpt-5")).isEqualTo(Map.of("model", "gpt-5"));
        assertThat(variables("GET", "/v1/models/azure/gpt-4o")).isEqualTo(Map.of("model", "azure/gpt-4o"));
        assertThat(variables("GET", "/v1/models/azure%2Fgpt-4o")).isEqualTo(Map.of("model", "azure/gpt-4o"));
        assertThat(variables("POST", "/v1beta/models/a/b%3Ac:generate")).isEqualTo(Map.of("model", "a/b:c"));
        assertThat(variables("GET", "/v1/requests/a%2Fb")).isEqualTo(Map.of("id", "a/b"));
        assertThat(variables("GET", "/v1/models/caf%C3%A9+x")).isEqualTo(Map.of("model", "café+x"));
    }

    @Test
    void doesNotFindWhatIsNotThere() {
        assertThat(variables("GET", "/v1/requests/a/b")).containsKey("nothing");
        assertThat(variables("GET", "/v1/models/")).containsKey("nothing");
        assertThat(variables("GET", "//v1/models")).containsKey("nothing");
        assertThat(variables("DELETE", "/v1/models/x")).isEqualTo(Map.of("allowed", "GET"));
        assertThat(variables("HEAD", "/healthz")).isEmpty();
    }

    @Test
    void namesTheKindOfEveryEndpoint() {
        assertThat(endpoints.entries())
                .extracting(Endpoints.Entry::kind)
                .containsExactly(
                        EndpointKind.LOOKUP,
                        EndpointKind.LOOKUP,
                        EndpointKind.LOOKUP,
                        EndpointKind.MODEL,
                        EndpointKind.OPERATIONS);
    }

    @Test
    void rejectsATableThatContradictsItself() {
        assertThatThrownBy(() -> Endpoints.builder()
                        .add("GET", "/a", EndpointKind.LOOKUP, NOTHING)
                        .add("GET", "/a", EndpointKind.MODEL, NOTHING))
                .hasMessageContaining("GET /a");
        assertThatThrownBy(() -> PathPattern.of("/a/{b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PathPattern.of("a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsPathAndQueryOfARequest() {
        EventLoop nowhere = new EventLoop() {
            @Override
            public void run(Runnable task) {
                task.run();
            }

            @Override
            public boolean here() {
                return true;
            }

            @Override
            public Timer schedule(java.time.Duration delay, Runnable task) {
                return () -> {};
            }
        };
        HttpRequest request = HttpRequest.builder("GET", "/v1/a%2Fb/c?x=1&y=%2B+z&flag&x=2")
                .headers(Headers.of("Authorization", "Bearer secret"))
                .build(nowhere);
        assertThat(request.path()).isEqualTo("/v1/a%2Fb/c");
        assertThat(request.pathSegments()).containsExactly("v1", "a/b", "c");
        assertThat(request.query("x")).contains("1");
        assertThat(request.query("y")).contains("+ z");
        assertThat(request.query("flag")).contains("");
        assertThat(request.query("none")).isEmpty();
        assertThat(request.toString() + request.headers()).doesNotContain("secret", "x=1");
    }

    @Test
    void keepsFieldsInOrderWhateverTheirCase() {
        Headers headers = Headers.of("A", "1", "b", "2", "a", "3");
        assertThat(headers.first("a")).contains("1");
        assertThat(headers.all("a")).containsExactly("1", "3");
        assertThat(headers.with("a", "4").all("A")).containsExactly("4");
        assertThat(headers.without("A").size()).isEqualTo(1);
        assertThat(headers.plus("c", "5").plus(Headers.of("d", "6")).size()).isEqualTo(5);
        assertThat(headers.size()).isEqualTo(3);
        assertThatThrownBy(() -> Headers.of("a", "b\r\nc: d")).hasMessageNotContaining("c: d");
        assertThatThrownBy(() -> Headers.of("a b", "c")).isInstanceOf(IllegalArgumentException.class);
    }
}
