package dev.signalbox.server.routers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.server.config.Configuration;
import dev.signalbox.server.config.Loaded;
import dev.signalbox.server.config.Problem;
import dev.signalbox.server.config.Reload;
import dev.signalbox.server.config.WeightsFiles;
import dev.signalbox.server.settings.RouterSettings;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps the routers of a running gateway, one change after the other: what it answered holds for the next request. Blocks. */
public final class RouterKeeper {
    private final Optional<Path> configuration;
    private final Function<String, @Nullable String> environment;
    private final WeightsFiles weights;
    private final Supplier<Settings> settings;
    private final Supplier<Reload> reload;
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * Keeps them beside this file.
     *
     * @param configuration the file of the configuration, where it is in one
     * @param weights those that are read already
     * @param reload reads the configuration anew
     */
    public RouterKeeper(
            Optional<Path> configuration,
            Function<String, @Nullable String> environment,
            WeightsFiles weights,
            Supplier<Settings> settings,
            Supplier<Reload> reload) {
        this.configuration = configuration;
        this.environment = environment;
        this.weights = weights;
        this.settings = settings;
        this.reload = reload;
    }

    /**
     * Under what conditions something is done.
     *
     * @param match the version that there must be, {@code *} for any
     * @param noneMatch {@code *}: only where there is none
     * @param force also where the file was changed by hand
     */
    public record Terms(Optional<String> match, Optional<String> noneMatch, boolean force) {}

    /** Makes the router be what the body says. */
    public KeptRouter put(String name, byte[] body, Terms terms) {
        return locked(name, folder -> {
            String text;
            try {
                text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            } catch (CharacterCodingException e) {
                return new KeptRouter.Refused(KeptRouter.Why.INVALID, "body: not UTF-8 (expected: JSON in UTF-8)");
            }
            Optional<KeptRouter> refused = refused(folder.read(name), terms);
            if (refused.isPresent()) {
                return refused.get();
            }
            RouterImport.Wishes wishes = new RouterImport.Wishes(List.of(), Map.of(), Optional.empty(), terms.force());
            RouterImport work = new RouterImport(configuration.orElseThrow(), environment, weights, wishes);
            return switch (work.body(name, text)) {
                case RouterImport.Outcome.Refused(List<Problem> problems) -> refused(problems);
                case RouterImport.Outcome.Ready ready ->
                    written(ready.routers().getFirst(), ready.remarks(), ready.folder());
            };
        });
    }

    private KeptRouter written(PlannedRouter router, List<Remark> remarks, RouterFolder folder) throws IOException {
        if (router.state() != PlannedRouter.State.UNCHANGED) {
            folder.write(router.name(), router.text());
            if (reloaded(router.name(), router.before(), folder) instanceof Reload.Kept kept) {
                return refused(kept.problems());
            }
        }
        return kept(router.text(), router.state() == PlannedRouter.State.NEW, remarks);
    }

    /** Makes what was written hold; where it does not, the file is as it was before. */
    private Reload reloaded(String name, Optional<String> before, RouterFolder folder) throws IOException {
        boolean holds = false;
        try {
            Reload done = reload.get();
            holds = !(done instanceof Reload.Kept);
            return done;
        } finally {
            if (!holds) {
                if (before.isPresent()) {
                    folder.write(name, before.get());
                } else {
                    folder.delete(name);
                }
            }
        }
    }

    /** What the router is. */
    public KeptRouter get(String name) {
        return locked(name, folder -> {
            Optional<String> text = folder.read(name);
            return text.isEmpty()
                    ? new KeptRouter.Refused(
                            KeptRouter.Why.MISSING,
                            "router: " + name + " is not there (expected: one that was put or imported)")
                    : kept(text.get(), false, List.of());
        });
    }

    /** Takes the router away, if nothing needs it. */
    public KeptRouter delete(String name, Terms terms) {
        return locked(name, folder -> {
            Optional<String> text = folder.read(name);
            Optional<KeptRouter> refused = refused(text, terms);
            if (refused.isPresent() || text.isEmpty()) {
                return refused.orElse(new KeptRouter.Gone(false));
            }
            if (!terms.force() && !RouteFile.isUntouched(text.get())) {
                return byHand(name);
            }
            Loaded without = Configuration.load(
                    configuration.orElseThrow(), environment, weights, Map.of(name, Optional.empty()));
            if (without instanceof Loaded.Bad(List<Problem> problems)) {
                return new KeptRouter.Refused(KeptRouter.Why.CONFLICT, words(problems));
            }
            folder.delete(name);
            if (reloaded(name, text, folder) instanceof Reload.Kept kept) {
                return refused(kept.problems());
            }
            return new KeptRouter.Gone(true);
        });
    }

    private interface Work {
        KeptRouter with(RouterFolder folder) throws IOException;
    }

    private KeptRouter locked(String name, Work work) {
        Optional<RouterSettings> routers = settings.get().routers();
        if (configuration.isEmpty() || routers.isEmpty()) {
            return new KeptRouter.Refused(
                    KeptRouter.Why.OFF,
                    "routers: off (expected: routers.folder in the configuration, which is a file)");
        }
        if (!RouterSettings.isName(name)) {
            return new KeptRouter.Refused(
                    KeptRouter.Why.INVALID, "name: not one of a router (expected: " + RouterSettings.NAME_WORDS + ")");
        }
        lock.lock();
        try {
            return work.with(new RouterFolder(routers.get()));
        } catch (IOException e) {
            return new KeptRouter.Refused(
                    KeptRouter.Why.UNWRITABLE,
                    "routers.folder: cannot be used: " + e.getClass().getSimpleName()
                            + " (expected: a folder with room that this" + " process may write)");
        } finally {
            lock.unlock();
        }
    }

    private static Optional<KeptRouter> refused(Optional<String> text, Terms terms) {
        boolean unmatched = terms.match()
                .filter(wanted ->
                        text.isEmpty() || (!wanted.equals("*") && !wanted.equals(KeptRouter.etag(text.get()))))
                .isPresent();
        boolean matched = terms.noneMatch()
                .filter(wanted ->
                        text.isPresent() && (wanted.equals("*") || wanted.equals(KeptRouter.etag(text.get()))))
                .isPresent();
        return unmatched || matched
                ? Optional.of(new KeptRouter.Refused(
                        KeptRouter.Why.OTHER_VERSION,
                        "router: another version is there (expected: the etag of the last answer)"))
                : Optional.empty();
    }

    /** A mistake of the body is the caller's; all others are of what stands here already. */
    private static KeptRouter refused(List<Problem> problems) {
        boolean body = problems.stream().anyMatch(problem -> problem.file().equals(RouterImport.BODY));
        return new KeptRouter.Refused(body ? KeptRouter.Why.INVALID : KeptRouter.Why.CONFLICT, words(problems));
    }

    private static KeptRouter byHand(String name) {
        return new KeptRouter.Refused(
                KeptRouter.Why.CONFLICT, "router: " + name + " was changed by hand (expected: ?force=true)");
    }

    private static String words(List<Problem> problems) {
        return problems.stream().filter(Problem::isError).map(Problem::toString).collect(Collectors.joining("; "));
    }

    private static KeptRouter kept(String text, boolean fresh, List<Remark> remarks) {
        Optional<String> deployment = RouteFile.deployment(text);
        if (deployment.isEmpty()) {
            return new KeptRouter.Refused(
                    KeptRouter.Why.CONFLICT, "router: its file was changed by hand (expected: a PUT with ?force=true)");
        }
        try {
            Json.Obj resource = JsonCodec.readObject(deployment.get().getBytes(UTF_8));
            return new KeptRouter.Kept(resource, KeptRouter.etag(text), fresh, remarks);
        } catch (JsonProblem e) {
            throw new IllegalStateException("a file that is as it was written has its deployment", e);
        }
    }
}
