package dev.signalbox.server.edge;

import dev.signalbox.server.catalogue.Catalogue;
import dev.signalbox.server.catalogue.Catalogue.Listing;
import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.http.HttpRequest;
import dev.signalbox.server.http.HttpResponse;
import dev.signalbox.server.identity.Identity;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.wire.dialect.CallerDialect;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** {@code GET /v1/models} and {@code /v1/models/NAME}, and where others have them: what this key may use, in the shape of the caller's dialect. */
final class ModelList {
    private final Doorway doorway;
    private final Identity identity;
    private final Catalogue catalogue;
    private final CallerDialects dialects;
    private final Clock clock;
    private final RouteWindows windows;
    private final Edge.RouterPages pages;
    private final long since;

    ModelList(
            Doorway doorway,
            Identity identity,
            Catalogue catalogue,
            CallerDialects dialects,
            Clock clock,
            RouteWindows windows,
            Edge.RouterPages pages) {
        this.windows = windows;
        this.pages = pages;
        this.doorway = doorway;
        this.identity = identity;
        this.catalogue = catalogue;
        this.dialects = dialects;
        this.clock = clock;
        this.since = clock.instant().getEpochSecond();
    }

    void all(HttpRequest request, HttpResponse response) {
        answer(request, response, (caller, settings) -> {
            List<Listing> listings = catalogue.list(caller, settings, clock.instant());
            if (CallerDialects.isGemini(request)) {
                return geminiPage(listings);
            }
            return CallerDialects.isAnthropic(request) ? anthropicPage(listings) : openAiPage(listings);
        });
    }

    void one(HttpRequest request, HttpResponse response) {
        String name =
                (CallerDialects.isGemini(request) ? Addressing.model(request) : request.variable("model")).orElse("");
        answer(request, response, (caller, settings) -> {
            Listing listing = catalogue
                    .listing(name, caller, settings, clock.instant())
                    .orElseThrow(() -> new Refused(new Failure.UnknownModel(name)));
            if (CallerDialects.isGemini(request)) {
                return gemini(listing);
            }
            Json.Obj shape = CallerDialects.isAnthropic(request) ? anthropic(listing) : openAi(listing);
            return pages.of(listing.name(), settings)
                    .map(page -> shape.with("router", page))
                    .orElse(shape);
        });
    }

    private interface Shape {
        Json of(Caller caller, Settings settings);
    }

    private void answer(HttpRequest request, HttpResponse response, Shape shape) {
        String id = doorway.nextId();
        CallerDialect dialect = dialects.of(request);
        Settings settings = doorway.settings();
        try {
            Caller caller = identity.recognise(Keys.presented(request), settings);
            byte[] body = JsonCodec.write(shape.of(caller, settings));
            response.whole(200, Headers.of("content-type", "application/json", "x-signalbox-request-id", id), body);
        } catch (Refused refused) {
            Errors.Told told = Errors.tell(refused.failure(), dialect, id);
            response.whole(told.status(), told.headers(), told.body());
        }
    }

    private Json openAiPage(List<Listing> listings) {
        return Json.object(page -> page.put("object", "list")
                .put("data", Json.array(listings.stream().map(this::openAi).toList())));
    }

    private Json.Obj openAi(Listing listing) {
        return Json.object(model -> {
            model.put("id", listing.name())
                    .put("object", "model")
                    .put("created", since)
                    .put("owned_by", listing.owner());
            lifecycle(listing).ifPresent(going -> model.put("lifecycle", going));
            windows.of(listing, doorway.settings()).ifPresent(window -> {
                model.put("context_window", window.largest());
                model.put("smallest_context_window", window.smallest());
            });
        });
    }

    private Json anthropicPage(List<Listing> listings) {
        return Json.object(page -> page.put(
                        "data",
                        Json.array(listings.stream().map(this::anthropic).toList()))
                .put("has_more", false)
                .put(
                        "first_id",
                        listings.isEmpty()
                                ? Json.none()
                                : Json.text(listings.getFirst().name()))
                .put(
                        "last_id",
                        listings.isEmpty()
                                ? Json.none()
                                : Json.text(listings.getLast().name())));
    }

    private Json geminiPage(List<Listing> listings) {
        return Json.object(page -> page.put(
                "models", Json.array(listings.stream().map(this::gemini).toList())));
    }

    private Json.Obj gemini(Listing listing) {
        Optional<RouteWindows.Window> window = windows.of(listing, doorway.settings());
        return Json.object(model -> {
            model.put("name", "models/" + listing.name())
                    .put("baseModelId", listing.name())
                    .put("version", "1")
                    .put("displayName", listing.name())
                    .put("description", described(listing) + described(window));
            window.ifPresent(its -> model.put("inputTokenLimit", its.largest()));
            model.put("supportedGenerationMethods", Json.array(List.of(Json.text("generateContent"))));
        });
    }

    private static String described(Optional<RouteWindows.Window> window) {
        return window.filter(its -> its.smallest() < its.largest())
                .map(its -> "; above " + its.smallest() + " tokens some of its models cannot stand in for others")
                .orElse("");
    }

    private Json.Obj anthropic(Listing listing) {
        return Json.object(model -> {
            model.put("type", "model")
                    .put("id", listing.name())
                    .put("display_name", listing.name())
                    .put("created_at", java.time.Instant.ofEpochSecond(since).toString());
            lifecycle(listing).ifPresent(going -> model.put("lifecycle", going));
            windows.of(listing, doorway.settings()).ifPresent(window -> {
                model.put("context_window", window.largest());
                model.put("smallest_context_window", window.smallest());
            });
        });
    }

    private Optional<Json.Obj> lifecycle(Listing listing) {
        return listing.lifecycle()
                .map(going -> Json.object(dates -> {
                    dates.put("stage", going.stage(clock.instant()).word())
                            .put("deprecated", going.deprecated().toString());
                    going.sunset().ifPresent(day -> dates.put("sunset", day.toString()));
                    going.successor().ifPresent(name -> dates.put("successor", name));
                    going.link().ifPresent(page -> dates.put("link", page.toString()));
                }));
    }

    /** Google's clients refuse fields that they do not know, so it is told in words. */
    private static String described(Listing listing) {
        return "Served by " + listing.owner()
                + listing.lifecycle()
                        .map(going -> "; deprecated from " + going.deprecated()
                                + going.sunset()
                                        .map(day -> ", retired from " + day)
                                        .orElse("")
                                + going.successor()
                                        .map(name -> ", successor: " + name)
                                        .orElse(""))
                        .orElse("");
    }
}
