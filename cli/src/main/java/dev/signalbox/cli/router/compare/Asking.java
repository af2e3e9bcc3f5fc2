package dev.signalbox.cli.router.compare;

import dev.signalbox.cli.Complaint;
import dev.signalbox.learn.train.Progress;
import dev.signalbox.wire.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks every prompt on every way. One prompt's ways come one after the other in an order of chance, so that whatever changes
 * meanwhile at the providers meets all of them alike.
 */
final class Asking {
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    private final CompareOptions options;
    private final Talk talk;
    private final ResultFile results;
    private final Spending spending;
    private final Turns turns;

    private record Task(ComparePrompt prompt, Way way) {}

    Asking(CompareOptions options, Talk talk, ResultFile results, Spending spending, Pace pace) {
        this.options = options;
        this.talk = talk;
        this.results = results;
        this.spending = spending;
        this.turns = new Turns(options.perSecond(), pace);
    }

    /** @throws Complaint if the gateway wants none of it */
    void all(List<ComparePrompt> prompts, Progress progress) throws IOException {
        List<Task> tasks = tasks(prompts);
        AtomicInteger done = new AtomicInteger();
        try (ExecutorService workers = Executors.newFixedThreadPool(
                options.atOnce(), Thread.ofVirtual().factory())) {
            List<Future<?>> under = new ArrayList<>();
            for (Task task : tasks) {
                under.add(workers.submit(() -> {
                    one(task);
                    progress.at("asking", done.incrementAndGet(), tasks.size());
                    return true;
                }));
            }
            for (Future<?> each : under) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Complaint complaint -> throw complaint;
                case IOException failure -> throw failure;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    private List<Task> tasks(List<ComparePrompt> prompts) {
        Random random = new Random(options.seed());
        List<Task> tasks = new ArrayList<>();
        for (ComparePrompt prompt : prompts) {
            List<Way> ways = new ArrayList<>(options.ways());
            Collections.shuffle(ways, random);
            ways.stream().filter(way -> !results.has(prompt, way)).forEach(way -> tasks.add(new Task(prompt, way)));
        }
        return tasks;
    }

    private void one(Task task) throws IOException, InterruptedException {
        Optional<Double> hold = spending.begin(task.way.name());
        if (hold.isEmpty()) {
            return;
        }
        Asked asked = null;
        try {
            turns.await();
            asked = ask(task);
            results.add(asked);
        } catch (IOException e) {
            spending.end("the gateway cannot be reached");
            throw new Complaint(
                    "the gateway cannot be reached: "
                            + Objects.requireNonNullElse(e.getMessage(), "no connection")
                            + " (expected: one that runs at --gateway)",
                    e);
        } catch (Complaint e) {
            spending.end(String.valueOf(e.getMessage()));
            throw e;
        } finally {
            double judged = asked == null || Double.isNaN(asked.judged()) ? 0 : asked.judged();
            // of what was refused before anybody was called nothing is known, because there is nothing
            double cost = asked == null || (!asked.answered() && Double.isNaN(asked.cost())) ? 0 : asked.cost();
            spending.end(task.way.name(), hold.get(), cost + judged, asked == null ? "" : asked.model());
        }
    }

    private Asked ask(Task task) throws IOException, InterruptedException {
        ComparePrompt prompt = task.prompt;
        String key = options.keys().apply(prompt.team());
        Talk.Said said = talk.ask(key, task.way.asked(), task.way.headers(), prompt.system(), prompt.text());
        boolean answered = said.status() == 200;
        if (said.status() == UNAUTHORIZED || said.status() == NOT_FOUND) {
            throw refused(task.way.name(), said);
        }
        Optional<Json.Obj> entry = talk.entry(key, said);
        double wasted = entry.map(its -> dollars(its, "wasted_usd")).orElse(Double.NaN);
        double cost = entry.map(its -> dollars(its, "cost_usd")).orElse(Double.NaN) + wasted;
        double score = Double.NaN;
        double judged = Double.NaN;
        if (!answered) {
            score = options.isGraded() ? 0 : Double.NaN;
        } else if (options.judge().isPresent()) {
            Talk.Said grade = talk.ask(
                    key,
                    options.judge().get().model(),
                    Map.of(),
                    options.judge().map(Judge::instructions),
                    options.judge().get().question(prompt, said.text()));
            if (grade.status() == UNAUTHORIZED || grade.status() == NOT_FOUND) {
                throw refused("--judge " + options.judge().get().model(), grade);
            }
            score = grade.status() == 200 ? Judge.grade(grade.text()).orElse(Double.NaN) : Double.NaN;
            judged = talk.entry(key, grade)
                    .map(its -> dollars(its, "cost_usd") + dollars(its, "wasted_usd"))
                    .orElse(Double.NaN);
        } else if (options.grader().isPresent() && prompt.expected().isPresent()) {
            score = options.grader().get().score(prompt.expected().get(), said.text());
        }
        return new Asked(
                prompt.id(),
                task.way.name(),
                said.requestId(),
                said.status(),
                answered ? "" : said.text(),
                entry.flatMap(its -> its.text("model")).orElse(""),
                entry.flatMap(its -> its.text("upstream_model")).orElse(""),
                said.milliseconds(),
                said.firstToken(),
                entry.map(its -> tokens(its, "input_uncached", "cache_read", "cache_write_5m", "cache_write_1h"))
                        .orElse(Double.NaN),
                entry.map(its -> tokens(its, "output")).orElse(Double.NaN),
                cost,
                wasted,
                decided(entry, "basis"),
                decided(entry, "embedding"),
                score,
                judged);
    }

    /** In the gateway's own words, which say what it expects; ours where something else answers there. */
    private static Complaint refused(String name, Talk.Said said) {
        return new Complaint(name + ": " + said.status() + " "
                + (said.text().isBlank()
                        ? "(expected: a route or model of the gateway, and a key that may use it)"
                        : said.text()));
    }

    /** Empty where no learned route decided. */
    private static String decided(Optional<Json.Obj> entry, String name) {
        return entry.flatMap(its -> its.object("model_selection"))
                .flatMap(its -> its.text(name))
                .orElse("");
    }

    /** Not a number where the ledger says that it is unknown. */
    private static double dollars(Json.Obj entry, String name) {
        return entry.text(name)
                .filter(text -> !text.equals("unknown"))
                .map(BigDecimal::new)
                .map(BigDecimal::doubleValue)
                .orElseGet(() -> Asked.number(entry, name));
    }

    private static double tokens(Json.Obj entry, String... names) {
        double sum = 0;
        for (String name : names) {
            sum += entry.object("usage")
                    .map(usage -> usage.whole(name).orElse(0))
                    .orElse(0L);
        }
        return sum;
    }
}
