package dev.signalbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.simulator.Simulator;
import dev.signalbox.simulator.SimulatorOptions;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code signalbox check --live}: every member is asked and told by name, with what is wrong with it. */
class CheckLiveTest {
    private static final String KEY = "sk-live-canary-secret";

    @TempDir
    private Path directory;

    private Simulator simulator;

    @BeforeEach
    void start() {
        simulator = Simulator.start(SimulatorOptions.defaults().withRequiredKey(KEY));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Run check(String models, String routes, String... options) throws IOException {
        Files.writeString(directory.resolve("signalbox.yaml"), """
                providers:
                  openai: { dialect: openai, endpoint: "%1$s/v1", key: "${KEY}" }
                  claude: { dialect: anthropic, endpoint: "%1$s", key: "${KEY}" }
                  google: { dialect: gemini, endpoint: "%1$s/v1beta", key: "${KEY}" }
                  responses: { dialect: openai-responses, endpoint: "%1$s/v1", key: "${KEY}" }
                  azure: { dialect: azure-openai, endpoint: "%1$s", key: "${KEY}" }
                  wrong-key: { dialect: openai, endpoint: "%1$s/v1", key: "${OTHER}" }
                  no-key: { dialect: openai, endpoint: "%1$s/v1" }
                  nowhere: { dialect: openai, endpoint: "http://nowhere.invalid/v1", key: "${KEY}" }
                  closed: { dialect: openai, endpoint: "http://127.0.0.1:%2$d/v1", key: "${KEY}" }
                models:
                %3$s
                %4$s
                callers: { me: { key: "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824" } }
                """.formatted(
                        simulator.endpoint(),
                        freePort(),
                        models.indent(2),
                        routes.isEmpty() ? "" : "routes:\n" + routes.indent(2)));
        Surroundings surroundings =
                Run.surroundings(directory, Map.of("KEY", KEY, "OTHER", "sk-other-canary"), new TestSignals());
        String[] arguments = new String[options.length + 2];
        arguments[0] = "check";
        arguments[1] = "--live";
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Run.in(surroundings, arguments);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void asksEveryDialectForLittleAndSaysWhatItCost() throws Exception {
        Run run = check("""
                gpt: { provider: openai, id: gpt-4o-mini }
                thinker: { provider: openai, id: gpt-5-mini }
                claude: { provider: claude, id: claude-haiku-4-5 }
                gemini: { provider: google, id: gemini-2.5-flash }
                resp: { provider: responses, id: sim-o-resp }
                deployed: { provider: azure, id: deployed, base-model: gpt-4o-mini }
                """, "main: { strategy: static, targets: [{ model: gpt }] }");
        assertThat(run.status()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .contains("6 models asked, all answer")
                .containsPattern("gpt +openai +gpt-4o-mini +answers");
        assertThat(run.err())
                .contains("asking 6 models for one word each: at most about 120 tokens of input and ")
                .contains("6/6 ")
                .containsPattern("used [1-9][0-9]* tokens of input and [1-9][0-9]* of output");
        assertThat(simulator.stats().requests()).isEqualTo(6);
    }

    @Test
    void namesEveryMemberThatDoesNotAnswerWithItsError() throws Exception {
        simulator.script("404:model=gone");
        simulator.script("429:model=busy");
        simulator.script("500:model=broken");
        simulator.script("garbage:model=mute");
        simulator.script("stall:model=slow");
        Run run = check("""
                fine: { provider: openai, id: fine }
                wrong-key: { provider: wrong-key, id: any }
                no-key: { provider: no-key, id: any }
                nowhere: { provider: nowhere, id: any }
                closed: { provider: closed, id: any }
                gone: { provider: openai, id: gone }
                busy: { provider: openai, id: busy }
                broken: { provider: openai, id: broken }
                mute: { provider: openai, id: mute }
                slow: { provider: openai, id: slow }
                "sim-*": { provider: openai }
                """, "main: { strategy: static, targets: [{ model: fine }] }", "--json", "--timeout", "2s");
        assertThat(run.status()).isEqualTo(1);
        Json.Obj live = ((Json.Obj) JsonCodec.read(run.out().getBytes(UTF_8)))
                .object("live")
                .orElseThrow();
        assertThat(live.bool("fine")).hasValue(false);
        assertThat(error(live, "fine")).isEmpty();
        assertThat(error(live, "wrong-key")).isEqualTo("credential 401");
        assertThat(error(live, "no-key")).isEqualTo("credential 401");
        assertThat(error(live, "nowhere")).isEqualTo("unknown_host");
        assertThat(error(live, "closed")).isEqualTo("unreachable");
        assertThat(error(live, "gone")).isEqualTo("not_found 404");
        assertThat(error(live, "busy")).isEqualTo("rate_limited 429");
        assertThat(error(live, "broken")).isEqualTo("provider_error 500");
        assertThat(error(live, "mute")).isEqualTo("wrong_answer");
        assertThat(error(live, "slow")).isEqualTo("timeout");
        assertThat(((Json.Obj) live.items("unchecked").getFirst()).text("model"))
                .hasValue("sim-*");
        assertThat(member(live, "no-key").text("detail").orElseThrow())
                .contains("none is configured (expected: providers.no-key.key)");
        assertThat(run.out() + run.err()).doesNotContain("canary");
    }

    @Test
    void asksOnlyTheMembersOfTheNamedRoute() throws Exception {
        String models = """
                one: { provider: openai, id: one }
                two: { provider: openai, id: two }
                three: { provider: openai, id: three }
                "sim-*": { provider: openai }
                """;
        String routes = """
                first: { strategy: priority, targets: [{ model: one }, { model: sim-many, priority: 1 }] }
                second: { strategy: static, targets: [{ model: two }] }
                """;
        Run run = check(models, routes, "--route", "first", "--json");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(simulator.requests().stream().map(each -> each.model()).toList())
                .containsExactlyInAnyOrder("one", "sim-many");
        assertThat(run.out()).contains("\"unchecked\":[]").contains("\"routes\":[\"first\"]");

        Run unknown = check(models, routes, "--route", "frist");
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.err()).contains("no route \"frist\" (expected one of: first, second)");
    }

    @Test
    void leavesOutWhatIsRetiredAndSaysSo() throws Exception {
        Run run = check("""
                old: { provider: openai, id: old, lifecycle: { deprecated: 2020-01-01, sunset: 2020-02-01 } }
                new: { provider: openai, id: new }
                """, "");
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("old: not checkable: retired since 2020-02-01");
        assertThat(simulator.stats().requests()).isEqualTo(1);
    }

    @Test
    void doesNotUnderstandARouteWithoutLive() {
        Run run = Run.in(Run.surroundings(directory, Map.of(), new TestSignals()), "check", "--route", "x");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--route: without --live");
        assertThat(Set.of(run.out())).isEqualTo(Set.of(""));
    }

    private static Json.Obj member(Json.Obj live, String name) {
        List<Json.Obj> found = live.items("members").stream()
                .map(item -> (Json.Obj) item)
                .filter(item -> item.text("model").filter(name::equals).isPresent())
                .toList();
        assertThat(found).as(name).hasSize(1);
        return found.getFirst();
    }

    /** The error and the status of a member, or nothing where it answers. */
    private static String error(Json.Obj live, String name) {
        Json.Obj member = member(live, name);
        String status = member.whole("status").isPresent()
                ? " " + member.whole("status").getAsLong()
                : "";
        return member.text("error").orElse("") + status;
    }
}
