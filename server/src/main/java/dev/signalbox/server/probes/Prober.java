package dev.signalbox.server.probes;

import dev.signalbox.server.dispatch.Dispatch;
import dev.signalbox.server.dispatch.Probed;
import dev.signalbox.server.dispatch.Probing;
import dev.signalbox.server.exchange.Account;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.http.EventLoop;
import dev.signalbox.server.settings.Settings;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks targets, one at a time.
 *
 * @param accounts opens the account that a request is booked on
 * @param loops gives each request the loop of its connection
 * @param ids gives each request its id
 */
public record Prober(
        Dispatch dispatch, Function<Exchange, Account> accounts, Supplier<EventLoop> loops, Supplier<String> ids) {
    /** What comes of asking this target. Blocks, at most for this long; called on a virtual thread. */
    public Probed ask(Settings settings, Target target, Duration patience) {
        return dispatch.probe(settings, target, new Probing(ids.get(), loops.get(), patience, accounts));
    }
}
