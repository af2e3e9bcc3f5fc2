package dev.signalbox.server.peers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.ceilings.Entry;
import dev.signalbox.server.exchange.Targets;
import dev.signalbox.server.health.Health.Standing;
import dev.signalbox.server.peers.Hearing.Verdict;
import dev.signalbox.server.peers.Network.Node;
import dev.signalbox.server.settings.Secret;
import dev.signalbox.server.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PeersTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String[] ALL = {"one", "two", "three"};

    private final Network network = new Network();
    private final Node one = network.add("one", Network.SECRET, ALL);
    private final Node two = network.add("two", Network.SECRET, ALL);
    private final Node three = network.add("three", Network.SECRET, ALL);

    private static byte[] message(Node to, long sequence, Message.Said... said) {
        return new Message("a peer", to.hearing.life(), sequence, List.of(said)).write();
    }

    private Message.Said trip(String target, Duration time) {
        String mark = new Marks().of(target, one.settings).orElse("");
        return new Message.Said("trip", target, mark, "broken", time);
    }

    private static Verdict hear(Node node, byte[] body) {
        return node.hearing.hear(Optional.of(Signature.of(Secret.of(Network.SECRET), body)), body);
    }

    @Test
    void aTripOfOneIsKnownToAllWithinASecond() {
        network.pass(SECOND);
        one.fails("a", 1);
        network.pass(SECOND);
        assertThat(two.standing("a")).isEqualTo(Standing.OPEN);
        assertThat(three.standing("a")).isEqualTo(Standing.OPEN);
        assertThat(two.standing("b")).isEqualTo(Standing.HEALTHY);
        assertThat(two.health.of("a").left()).isBetween(Duration.ofSeconds(28), Duration.ofSeconds(36));
        assertThat(two.seen).containsOnlyOnce("heard trip heeded");
    }

    @Test
    void whatWasHeardIsNotToldAgain() {
        network.pass(SECOND);
        one.fails("a", 1);
        network.pass(Duration.ofSeconds(9));
        assertThat(one.seen).noneMatch(what -> what.startsWith("heard"));
        assertThat(two.seen).filteredOn(what -> what.startsWith("heard")).hasSize(1);
        long before = network.sent.size();
        network.pass(Duration.ofSeconds(60));
        assertThat(network.sent.size() - before).as("only signs of life").isLessThanOrEqualTo(9 * 7);
    }

    @Test
    void threeFailuresInARowSetATargetWithoutRulesBackEverywhere() {
        network.pass(SECOND);
        one.fails("free", 3);
        network.pass(SECOND);
        assertThat(two.standing("free")).isEqualTo(Standing.UNHEALTHY);
        network.pass(Duration.ofSeconds(21));
        assertThat(two.standing("free")).isEqualTo(Standing.HEALTHY);
    }

    @Test
    void aGatewayFindsOutThatAnAddressIsItsOwn() {
        network.pass(SECOND);
        assertThat(one.peers.reach()).contains(new Peers.Reach(2, 2));
        assertThat(one.peers.isUp("two:4000")).isTrue();
        assertThat(one.peers.isUp("one:4000")).isFalse();
    }

    @Test
    void onlyTheSameTargetIsMeant() {
        two.settings = Network.settings(Network.SECRET, "gpt-6", ALL);
        network.pass(SECOND);
        one.fails("a", 1);
        network.pass(SECOND);
        assertThat(two.standing("a")).isEqualTo(Standing.HEALTHY);
        assertThat(two.seen).contains("heard trip unknown");
        assertThat(three.standing("a")).isEqualTo(Standing.OPEN);
    }

    @Test
    void aPeerThatIsAwayIsToldWhenItComesBackAndAskedSeldomUntilThen() {
        network.pass(SECOND);
        two.away = true;
        one.fails("a", 1);
        network.pass(Duration.ofSeconds(20));
        assertThat(one.seen).filteredOn("sent two:4000 failed"::equals).hasSizeBetween(3, 9);
        assertThat(one.peers.reach()).contains(new Peers.Reach(2, 1));
        assertThat(three.standing("a")).isEqualTo(Standing.OPEN);
        two.away = false;
        two.begin("another life");
        network.pass(Duration.ofSeconds(9));
        assertThat(one.peers.reach()).contains(new Peers.Reach(2, 2));
        assertThat(two.standing("a")).as("for what is left of the time").isEqualTo(Standing.OPEN);
    }

    @Test
    void whoHasAnotherSecretIsNotListenedTo() {
        two.settings = Network.settings("another secret of forty characters, all of them", "gpt-5", ALL);
        network.pass(SECOND);
        one.fails("a", 1);
        network.pass(SECOND);
        assertThat(two.standing("a")).isEqualTo(Standing.HEALTHY);
        assertThat(two.seen).contains("refused unsigned");
        assertThat(one.seen).contains("sent two:4000 refused");
        assertThat(one.hearing.hear(Optional.empty(), message(one, 1))).isEqualTo(Verdict.UNSIGNED);
        assertThat(one.hearing.hear(Optional.of("v1,"), message(one, 1))).isEqualTo(Verdict.UNSIGNED);
        assertThat(network.sent).noneMatch(body -> new String(body, UTF_8).contains("forty"));
    }

    @Test
    void noMessageIsHeardTwiceNorByTheNextLife() {
        byte[] said = message(two, 7, trip("a", SECOND));
        assertThat(hear(two, said)).isEqualTo(Verdict.HEARD);
        assertThat(hear(two, said)).isEqualTo(Verdict.STALE);
        assertThat(hear(two, message(two, 6, trip("b", SECOND)))).isEqualTo(Verdict.STALE);
        assertThat(hear(three, said)).as("for another").isEqualTo(Verdict.STALE);
        two.begin("another life");
        assertThat(hear(two, said)).isEqualTo(Verdict.STALE);
        assertThat(two.standing("a")).isEqualTo(Standing.HEALTHY);
    }

    @Test
    void aPeerGoneMadTakesNoTargetAwayAndHoldsNoneForLong() {
        Duration year = Duration.ofDays(365);
        assertThat(hear(two, message(two, 1, trip("a", year), trip("b", year)))).isEqualTo(Verdict.HEARD);
        assertThat(List.of("a", "b")).allSatisfy(target -> {
            assertThat(two.standing(target))
                    .as("a last resort, though the rule says never")
                    .isEqualTo(Standing.OPEN);
            assertThat(two.health.of(target).left()).isEqualTo(Duration.ofMinutes(5));
        });
        two.health
                .enter("a", two.settings.providers().get("ruled").breaker(), true)
                .orElseThrow()
                .succeeded();
        for (int i = 2; i < 100; i++) {
            hear(two, message(two, i, trip("a", year)));
        }
        assertThat(two.standing("a")).isEqualTo(Standing.HEALTHY);
        assertThat(two.seen).contains("heard trip doubted");
    }

    @Test
    void whatIsNoMessageIsRefusedAndWhatIsNewIsPassedOver() {
        assertThat(hear(two, "{".getBytes(UTF_8))).isEqualTo(Verdict.UNREADABLE);
        assertThat(hear(two, "{\"from\":\"x\"}".getBytes(UTF_8))).isEqualTo(Verdict.UNREADABLE);
        assertThat(hear(two, new byte[Message.MOST_BYTES + 1])).isEqualTo(Verdict.UNREADABLE);
        Message.Said[] many = IntStream.rangeClosed(0, Message.MOST_FACTS)
                .mapToObj(i -> trip("a", SECOND))
                .toArray(Message.Said[]::new);
        assertThat(hear(two, message(two, 1, many))).isEqualTo(Verdict.UNREADABLE);
        Message.Said[] strange = {
            new Message.Said("opinion", "a", "m", "", SECOND),
            new Message.Said("trip", "nobody", "m", "broken", SECOND),
            trip("a", Duration.ofNanos(-1))
        };
        assertThat(hear(two, message(two, 2, strange))).isEqualTo(Verdict.HEARD);
        assertThat(two.seen).containsSequence("heard other unknown", "heard trip unknown", "heard trip unknown");
    }

    @Test
    void theLongestMessageHasRoom() {
        String longest = "n".repeat(256);
        Message.Said fact = new Message.Said("set-back", longest, "0123456789abcdef", longest, Duration.ofDays(365));
        Message.Said[] most =
                IntStream.range(0, Message.MOST_FACTS).mapToObj(i -> fact).toArray(Message.Said[]::new);
        assertThat(message(two, Long.MAX_VALUE, most)).hasSizeLessThan(Message.MOST_BYTES);
    }

    @Test
    void aProvidersAdviceSteersTheOthers() {
        network.pass(SECOND);
        one.peers.askedForPatience("a", Duration.ofSeconds(30));
        network.pass(SECOND);
        assertThat(two.seen).contains("heard advice heeded");
        assertThat(two.standing("a")).as("no breaker has tripped").isEqualTo(Standing.HEALTHY);
        assertThat(two.ceilings.enter(Targets.of("a").build(), 1, false)).isInstanceOf(Entry.Full.class);
        assertThat(two.ceilings.enter(Targets.of("a").build(), 1, true))
                .as("with nowhere else to go")
                .isInstanceOf(Entry.Entered.class);
        one.peers.askedForPatience("a", Duration.ofSeconds(30));
        network.pass(SECOND);
        assertThat(two.seen).as("one word, then own eyes").contains("heard advice doubted");
        two.ceilings.asksForPatience(Targets.of("a").build(), Duration.ofMillis(1));
        one.peers.askedForPatience("a", Duration.ofSeconds(30));
        network.pass(SECOND);
        assertThat(two.seen).filteredOn("heard advice heeded"::equals).hasSize(2);
    }

    @Test
    void whoHasNoPeersHearsAndTellsNothing() {
        two.settings = Settings.defaults();
        network.pass(SECOND);
        assertThat(two.peers.reach()).isEmpty();
        assertThat(two.hearing.hear(Optional.empty(), message(two, 1))).isEqualTo(Verdict.OFF);
        one.fails("a", 1);
        network.pass(SECOND);
        assertThat(two.standing("a")).isEqualTo(Standing.HEALTHY);
        assertThat(two.seen).isEmpty();
    }

    @Test
    void aMailboxKeepsTheNewestOfEachTopicAndDropsTheOldest() {
        Mailbox mailbox = new Mailbox(2);
        assertThat(mailbox.put(Fact.trip("a", "r", 100))).isFalse();
        assertThat(mailbox.put(Fact.trip("b", "r", 100))).isFalse();
        assertThat(mailbox.put(Fact.trip("a", "newer", 200))).isFalse();
        assertThat(mailbox.put(Fact.trip("c", "r", 100))).as("b is the oldest").isTrue();
        List<Fact> taken = mailbox.take(9, 50);
        assertThat(taken).extracting(Fact::target).containsExactly("a", "c");
        mailbox.put(Fact.trip("c", "again", 300));
        assertThat(mailbox.putBack(taken)).isZero();
        assertThat(mailbox.take(9, 50)).extracting(Fact::rule).containsExactly("again", "newer");
        mailbox.put(Fact.trip("d", "r", 60));
        assertThat(mailbox.take(9, 60)).as("over").isEmpty();
    }
}
