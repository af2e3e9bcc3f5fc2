package dev.signalbox.server.edge;

import dev.signalbox.server.catalogue.Members.Member;
import dev.signalbox.server.dispatch.Probed;
import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.http.Endpoint;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.http.HttpRequest;
import dev.signalbox.server.http.HttpResponse;
import dev.signalbox.server.identity.Identity;
import dev.signalbox.server.peers.Peers;
import dev.signalbox.server.probes.DeepCheck;
import dev.signalbox.server.probes.DeepCheck.Checked;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code GET /readyz?deep}: whether what a caller may use answers, member by member. It names members and costs tokens, so
 * it wants a key; of what went wrong it tells a word and a status.
 */
final class DeepReadiness implements Endpoint {
    private final Doorway doorway;
    private final Identity identity;
    private final CallerDialects dialects;
    private final DeepCheck check;
    private final Supplier<Optional<Peers.Reach>> reach;

    DeepReadiness(
            Doorway doorway,
            Identity identity,
            CallerDialects dialects,
            DeepCheck check,
            Supplier<Optional<Peers.Reach>> reach) {
        this.doorway = doorway;
        this.identity = identity;
        this.dialects = dialects;
        this.check = check;
        this.reach = reach;
    }

    @Override
    public void serve(HttpRequest request, HttpResponse response) {
        String id = doorway.nextId();
        Settings settings = doorway.settings();
        try {
            Caller caller = identity.recognise(Keys.presented(request), settings);
            Duration holds = settings.server()
                    .deepReadiness()
                    .orElseThrow(() -> new Refused(new Failure.Forbidden(
                            "deep_readiness_off", "deep: off (expected: server.deep-readiness in the configuration)")));
            List<Checked> members = check.check(settings, caller, holds);
            Map<String, List<Checked>> routes = routes(members, caller);
            boolean ready = routes.values().stream().allMatch(DeepReadiness::anyAnswers)
                    && members.stream()
                            .filter(checked ->
                                    checked.member().routes().stream().noneMatch(caller::mayUse))
                            .allMatch(Checked::answers);
            response.whole(
                    ready ? 200 : 503,
                    Headers.of(
                            "content-type",
                            "application/json",
                            "cache-control",
                            "no-store",
                            "x-signalbox-request-id",
                            id),
                    JsonCodec.write(told(ready, routes, direct(members, caller))));
        } catch (Refused refused) {
            Errors.Told told = Errors.tell(refused.failure(), dialects.of(request), id);
            response.whole(told.status(), told.headers(), told.body());
        }
    }

    private static Map<String, List<Checked>> routes(List<Checked> members, Caller caller) {
        Map<String, List<Checked>> routes = new LinkedHashMap<>();
        for (Checked checked : members) {
            checked.member().routes().stream()
                    .filter(caller::mayUse)
                    .forEach(route -> routes.computeIfAbsent(route, _ -> new ArrayList<>())
                            .add(checked));
        }
        return routes;
    }

    private static List<Checked> direct(List<Checked> members, Caller caller) {
        return members.stream()
                .filter(checked -> checked.member().nameable()
                        && caller.mayUse(checked.member().name()))
                .toList();
    }

    private static boolean anyAnswers(List<Checked> members) {
        return members.stream().anyMatch(Checked::answers);
    }

    /** Peers are told of and decide nothing: a gateway that is alone works. */
    private Json told(boolean ready, Map<String, List<Checked>> routes, List<Checked> direct) {
        return Json.object(fields -> fields.put("ready", ready)
                .put(
                        "routes",
                        Json.array(routes.entrySet().stream()
                                .map(route -> Json.object(each -> each.put("name", route.getKey())
                                        .put("ready", anyAnswers(route.getValue()))
                                        .put("members", members(route.getValue()))))
                                .toList()))
                .put("models", members(direct))
                .maybe(
                        "peers",
                        reach.get()
                                .map(peers -> Json.object(each -> each.put("configured", peers.configured())
                                        .put("reached", peers.reached())))));
    }

    private static Json members(List<Checked> members) {
        return Json.array(members.stream().map(DeepReadiness::member).toList());
    }

    private static Json.Obj member(Checked checked) {
        Member member = checked.member();
        return Json.object(fields -> {
            fields.put("model", member.name())
                    .put("provider", member.target().provider().name())
                    .put("answers", checked.answers());
            switch (checked.outcome()) {
                case Probed.Answered answered ->
                    fields.put("ms", answered.took().toMillis());
                case Probed.Failed failed -> {
                    fields.put("error", failed.trouble().word());
                    failed.status().ifPresent(status -> fields.put("status", status));
                }
            }
        });
    }
}
