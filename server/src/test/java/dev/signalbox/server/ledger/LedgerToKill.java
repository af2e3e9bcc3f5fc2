package dev.signalbox.server.ledger;

import static dev.signalbox.server.ledger.Exchanges.candidate;
import static dev.signalbox.server.ledger.Exchanges.exchange;
import static dev.signalbox.server.ledger.Exchanges.reported;
import static dev.signalbox.server.ledger.Exchanges.target;
import static dev.signalbox.server.ledger.Exchanges.whole;

import dev.signalbox.server.exchange.Account;
import dev.signalbox.server.exchange.AttemptResult;
import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Cost;
import dev.signalbox.server.exchange.Ending;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Frame;
import dev.signalbox.server.exchange.FrameSink;
import dev.signalbox.server.exchange.Hold;
import dev.signalbox.server.exchange.Measured;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Reply;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.settings.LedgerSettings;
import dev.signalbox.server.store.sqlite.SqliteEntries;
import dev.signalbox.wire.dialect.StreamMeter.Mark;
import dev.signalbox.wire.model.Usage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Keeps accounts as fast as it can until it is killed. Says {@code O id} when an attempt is recorded, and {@code C id cost}
 * when the account is closed, each in a line of its own that ends in a dot.
 */
final class LedgerToKill {
    static final long INPUT = 120;
    static final long BOUND = 1_000;
    private static final Target MINI = target("small", "gpt-5-mini");
    private static final Caller BOT = new Caller("bot", Optional.empty(), Optional.empty(), Optional.empty());

    private LedgerToKill() {}

    /** @param args the directory, a prefix of all ids, how many threads */
    public static void main(String[] args) throws IOException {
        Ledger ledger = Ledger.open(
                new LedgerSettings(Path.of(args[0]), Duration.ofMillis(20)),
                Ledger.Parts.of(PriceBook.load(), SqliteEntries::open, LedgerObserver.none()));
        for (int i = 0; i < Integer.parseInt(args[2]); i++) {
            String prefix = args[1] + "-" + i + "-";
            Thread.ofPlatform().start(() -> keep(ledger, prefix));
        }
    }

    private static void keep(Ledger ledger, String prefix) {
        for (int i = 0; ; i++) {
            String id = prefix + i;
            try {
                one(ledger, id, i % 10);
            } catch (Refused _) { // no room for the moment: a caller would come again
                Thread.onSpinWait();
            }
        }
    }

    private static void one(Ledger ledger, String id, int kind) {
        Account account = ledger.open(exchange(id));
        account.caller(BOT);
        if (kind == 0) {
            account.fail(new Refused(new Failure.UnknownModel("m")));
            say("C " + id + " 0");
            return;
        }
        if (kind == 1) {
            Hold first = account.hold(1, candidate(MINI), INPUT, BOUND, List.of(), List.of());
            first.settle(new AttemptResult(
                    OptionalInt.of(503),
                    AttemptResult.Outcome.FAILED,
                    Optional.of("http_503"),
                    Measured.NOTHING,
                    Duration.ofMillis(1),
                    Optional.empty(),
                    Optional.empty()));
        }
        account.hold(2, candidate(MINI), INPUT, BOUND, List.of(), List.of());
        say("O " + id);
        switch (kind) {
            case 2, 3, 4 -> stream(account, kind == 4);
            case 5 -> {
                return; // never closed
            }
            default -> account.follow(whole(MINI, reported("gpt-5-mini", new Usage(100, 0, 0, 0, 50, 0))));
        }
        say("C " + id + " " + ((Cost.Known) account.cost()).nanoDollars());
    }

    private static void stream(Account account, boolean dropped) {
        Exchanges.Stream stream = new Exchanges.Stream();
        Reply.Streaming reply = (Reply.Streaming) account.follow(stream.reply(MINI));
        reply.source().start(new FrameSink() {
            @Override
            public void frame(Frame frame) {}

            @Override
            public void end(Ending ending) {}
        });
        stream.frame(Mark.CONTENT);
        if (dropped) {
            stream.measured.set(new Measured(Optional.empty(), Optional.empty(), 40, ""));
            stream.end(new Ending.CallerGone());
        } else {
            stream.measured.set(reported("gpt-5-mini", new Usage(100, 0, 0, 0, 50, 0)));
            stream.frame(Mark.END);
        }
    }

    private static void say(String line) {
        synchronized (LedgerToKill.class) {
            System.out.println(line + " .");
            System.out.flush();
        }
    }
}
