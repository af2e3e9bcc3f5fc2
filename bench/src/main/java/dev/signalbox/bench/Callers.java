package dev.signalbox.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Sends requests and counts what came back. */
final class Callers {
    private final HttpClient client;
    private final RequestOptions request;
    private final Buffer body;
    private final boolean stream;
    final AtomicLong open = new AtomicLong();
    private volatile Tally tally = new Tally();

    /** What happened since the last change of tally; times in microseconds. */
    static final class Tally {
        final LongAdder answered = new LongAdder();
        final LongAdder events = new LongAdder();
        final ConcurrentMap<String, LongAdder> errors = new ConcurrentHashMap<>();
        final Histogram latency = new ConcurrentHistogram(60_000_000L, 3);

        void error(String what) {
            errors.computeIfAbsent(what, _ -> new LongAdder()).increment();
        }
    }

    Callers(Vertx vertx, int port, LoadOptions options) {
        stream = options.mode() == LoadOptions.Mode.STREAM;
        boolean anthropic = options.dialect().equals("anthropic");
        client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true).setTcpNoDelay(true),
                new PoolOptions().setHttp1MaxSize(Math.max(2000, options.streams() + 100)));
        request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(anthropic ? "/v1/messages" : "/v1/chat/completions")
                .putHeader("authorization", "Bearer " + GatewayProcess.KEY)
                .putHeader("content-type", "application/json");
        String words = "Tell me, in as many words as you like, what a signal box beside a railway is for. ".repeat(4);
        body = Buffer.buffer(
                "{\"model\":\"%s\",\"stream\":%s,\"max_tokens\":400,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                        .formatted(options.asked(), stream, stream ? "echo: " + words : words));
    }

    /** Begins a new tally and answers the old one. */
    Tally change() {
        Tally old = tally;
        tally = new Tally();
        return old;
    }

    void send(Runnable whenOver) {
        long began = System.nanoTime();
        open.incrementAndGet();
        client.request(request)
                .compose(each -> each.send(body))
                .onSuccess(response -> read(response, began, whenOver))
                .onFailure(failure -> over("connection: " + failure.getMessage(), began, whenOver));
    }

    private void read(HttpClientResponse response, long began, Runnable whenOver) {
        if (response.statusCode() != 200) {
            over("status " + response.statusCode(), began, whenOver);
            return;
        }
        boolean[] complete = {!stream};
        response.handler(chunk -> {
            tally.events.increment();
            complete[0] |= stream && ends(chunk);
        });
        response.exceptionHandler(failure -> over("cut: " + failure.getMessage(), began, whenOver));
        response.endHandler(_ -> over(complete[0] ? "" : "stream without its end", began, whenOver));
    }

    private static boolean ends(Buffer chunk) {
        String text = chunk.toString();
        return text.contains("[DONE]") || text.contains("message_stop");
    }

    private void over(String error, long began, Runnable whenOver) {
        open.decrementAndGet();
        Tally now = tally;
        if (error.isEmpty()) {
            now.answered.increment();
            now.latency.recordValue(Math.min(60_000_000L, (System.nanoTime() - began) / 1000));
        } else {
            now.error(error);
        }
        whenOver.run();
    }
}
