package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.Account;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.http.EventLoop;
import java.time.Duration;
import java.util.function.Function;

/**
 * How a target is asked whether it answers.
 *
 * @param id the id of this request
 * @param loop where its connection lives
 * @param patience how long it may take
 * @param accounts opens the account that it is booked on
 */
public record Probing(String id, EventLoop loop, Duration patience, Function<Exchange, Account> accounts) {}
