package dev.signalbox.server.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.exchange.Requests;
import dev.signalbox.server.http.Headers;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.dialect.openai.OpenAi;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationTest {
    private static final String FIRST = user("Name a river.");
    private static final String ANSWER = "{\"role\":\"assistant\",\"content\":\"Elbe\"}";

    private static String user(String text) {
        return "{\"role\":\"user\",\"content\":\"" + text + "\"}";
    }

    private static Optional<Conversation> of(String caller, Headers headers, String fields, String messages) {
        var exchange = Requests.of(headers, fields, "[" + messages + "]");
        try {
            return Conversation.of(
                    "route",
                    caller,
                    Duration.ofMinutes(30),
                    ControlReading.of(exchange),
                    Optional.of(OpenAi.caller().read(exchange.envelope())));
        } catch (Unreadable e) {
            throw new IllegalStateException(e);
        }
    }

    private static Conversation said(String messages) {
        return of("me", Headers.empty(), "", messages).orElseThrow();
    }

    private static Conversation named(String caller, String id) {
        return of(caller, Headers.of("x-ms-session-id", id), "", FIRST).orElseThrow();
    }

    @Test
    void goesOnWhereTheRequestBeforeItEnded() {
        Conversation first = said(FIRST);
        Conversation second = said(FIRST + "," + ANSWER + "," + user("Another."));
        Conversation third = said(FIRST + "," + ANSWER + "," + user("Another.") + "," + ANSWER + "," + user("And?"));
        assertThat(first.former()).isEmpty();
        assertThat(second.former()).contains(first.next());
        assertThat(third.former()).contains(second.next());
        assertThat(third.source()).isEqualTo("fingerprint");
    }

    @Test
    void isAnotherOneWhereItBeganOtherwise() {
        Conversation other = said(user("Name a lake.") + "," + ANSWER + "," + user("Another."));
        assertThat(other.former()).isNotEqualTo(Optional.of(said(FIRST).next()));
    }

    @Test
    void goesByTheNameThatItsCallerGivesIt() {
        Conversation conversation = named("me", "one");
        assertThat(conversation.source()).isEqualTo("header");
        assertThat(conversation.former()).contains(conversation.next());
        assertThat(named("me", "one").next()).isEqualTo(conversation.next());
        assertThat(named("me", "two").next()).isNotEqualTo(conversation.next());
        assertThat(named("you", "one").next()).isNotEqualTo(conversation.next());
        assertThat(conversation.next().digest()).doesNotContain("one");
    }

    @Test
    void prefersTheNameInTheBody() {
        Conversation both = of(
                        "me",
                        Headers.of("x-ms-session-id", "one"),
                        "\"routing_config\":{\"session_affinity\":{\"session_id\":\"two\"}},",
                        FIRST)
                .orElseThrow();
        assertThat(both.source()).isEqualTo("session_id");
        assertThat(both.next()).isEqualTo(named("me", "two").next());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 257})
    void ignoresNamesThatAreNone(int length) {
        String id = length == 0 ? "   " : "x".repeat(length);
        Conversation conversation = of(
                        "me",
                        Headers.empty(),
                        "\"routing_config\":{\"session_affinity\":{\"session_id\":\"" + id + "\"}},",
                        FIRST)
                .orElseThrow();
        assertThat(conversation.source()).isEqualTo("fingerprint");
    }

    @Test
    void countsCodePointsNotCharacters() {
        String id = "\uD83C\uDF0A".repeat(256);
        Conversation conversation = of(
                        "me",
                        Headers.empty(),
                        "\"routing_config\":{\"session_affinity\":{\"session_id\":\"" + id + "\"}},",
                        FIRST)
                .orElseThrow();
        assertThat(conversation.source()).isEqualTo("session_id");
    }
}
