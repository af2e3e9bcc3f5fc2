package dev.signalbox.server.routers;

import dev.signalbox.server.config.Nearest;
import dev.signalbox.server.routers.RouterDeployment.Sku;
import dev.signalbox.server.routers.template.At;
import dev.signalbox.server.routers.template.Node;
import dev.signalbox.server.routers.template.Shown;
import dev.signalbox.server.settings.RouteMode;
import dev.signalbox.server.settings.RouterSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what a deployment of a model router says. What the route will not have is told as a loss. */
final class DeploymentReading {
    static final String ROUTER = "model-router";

    private static final long MOST_UNITS = 1_000_000;
    private static final List<String> MODES = List.of("balanced", "quality", "cost");
    private static final List<String> ROUTINGS = List.of("routing", "routingConfiguration");

    /** What says nothing of how it routes: where it lies, and what Azure itself writes into its answers. */
    private static final Set<String> MUTE = Set.of(
            "type",
            "apiVersion",
            "name",
            "parent",
            "dependsOn",
            "id",
            "etag",
            "systemData",
            "comments",
            "condition",
            "resources",
            "scope",
            "provisioningState",
            "deploymentState",
            "capabilities",
            "rateLimits",
            "callRateLimit",
            "currentCapacity",
            "dynamicThrottlingEnabled");

    private static final Map<String, String> LOSSES = Map.of(
            "raiPolicyName", "there are no content filters here: what the policy refuses would be served",
            "versionUpgradeOption", "the weights change when the program or `weights` of the route does",
            "tags", "a route has no tags",
            "spilloverDeploymentName", "a route does not spill over: beyond its limits it answers 429",
            "source", "the weights are this program's",
            "sourceAccount", "the weights are this program's");

    private final View root;
    private final Mistakes mistakes;
    private final List<Remark> remarks = new ArrayList<>();

    private DeploymentReading(View root) {
        this.root = root;
        this.mistakes = root.mistakes();
    }

    /**
     * What the deployment says; a mistake is told, and the rest is read all the same.
     *
     * @param called its name, where that is known from elsewhere
     */
    static RouterDeployment read(View root, Optional<String> called) {
        return new DeploymentReading(root).read(called);
    }

    private RouterDeployment read(Optional<String> called) {
        String name = called.map(this::same).orElseGet(this::name);
        told(root, List.of("sku", "properties", "routing", "routingConfiguration"));
        Optional<View> sku = root.object("sku");
        Sku kind = sku.map(this::sku).orElseGet(() -> assumed(root.fields().at(), "sku.name", Sku.GLOBAL));
        OptionalLong capacity = sku.map(this::capacity).orElse(OptionalLong.empty());
        if (capacity.isEmpty()) {
            String words = "%d requests and %dk tokens a minute, the default of %s"
                    .formatted(kind.usual(), kind.usual(), kind.word());
            remarks.add(new Remark(
                    Remark.Kind.ASSUMED,
                    sku.map(its -> its.fields().at()).orElse(root.fields().at()),
                    "sku.capacity",
                    words));
        }
        Optional<View> properties = root.object("properties");
        Optional<View> model = properties.flatMap(its -> its.object("model"));
        model.ifPresent(its -> told(its, List.of("name", "format", "version")));
        properties.ifPresent(its ->
                told(its, Stream.concat(Stream.of("model"), ROUTINGS.stream()).toList()));
        Optional<View> routing = routing(properties);
        if (routing.isEmpty()) {
            remarks.add(new Remark(Remark.Kind.ASSUMED, root.fields().at(), "routing.mode", "balanced"));
        }
        Optional<String> version = model.flatMap(its -> its.text("version")).map(Node.Text::value);
        model.filter(its -> version.isPresent())
                .ifPresent(its -> remarks.add(new Remark(
                        Remark.Kind.LOSS,
                        its.at("version"),
                        its.path("version"),
                        "the version " + version.orElse("")
                                + " of the router says nothing here: the route goes by the weights of this"
                                + " program, or by `weights`")));
        return new RouterDeployment(
                name,
                root.fields().at(),
                kind,
                sku.map(its -> its.at("name")).orElse(root.fields().at()),
                capacity,
                version,
                routing.flatMap(this::mode),
                subset(routing),
                remarks);
    }

    /** Who puts a router under one name and calls it by another has made a slip. */
    private String same(String called) {
        root.text("name")
                .filter(own ->
                        !own.value().substring(own.value().lastIndexOf('/') + 1).equals(called))
                .ifPresent(
                        own -> mistakes.add(own.at(), "name", Shown.quoted(own.value()), called + ", as in the path"));
        return called;
    }

    private String name() {
        Optional<Node.Text> text = root.text("name");
        if (text.isEmpty()) {
            if (!root.has("name")) {
                mistakes.add(root.fields().at(), "name", "missing", RouterSettings.NAME_WORDS);
            }
            return "";
        }
        String whole = text.get().value();
        String name = whole.substring(whole.lastIndexOf('/') + 1);
        if (!RouterSettings.isName(name)) {
            mistakes.add(text.get().at(), "name", Shown.quoted(name), RouterSettings.NAME_WORDS);
        }
        return name;
    }

    private Sku sku(View sku) {
        told(sku, List.of("name", "capacity"));
        Optional<Node.Text> name = sku.text("name");
        if (name.isEmpty()) {
            return sku.has("name") ? Sku.GLOBAL : assumed(sku.fields().at(), "sku.name", Sku.GLOBAL);
        }
        for (Sku kind : Sku.values()) {
            if (kind.word().equals(name.get().value())) {
                return kind;
            }
        }
        mistakes.word(name.get().at(), sku.path("name"), name.get().value(), words());
        return Sku.GLOBAL;
    }

    private static List<String> words() {
        return Stream.of(Sku.values()).map(Sku::word).toList();
    }

    private Sku assumed(At at, String path, Sku sku) {
        remarks.add(new Remark(Remark.Kind.ASSUMED, at, path, sku.word()));
        return sku;
    }

    private OptionalLong capacity(View sku) {
        Optional<Node.Text> written = sku.text("capacity");
        if (written.isEmpty()) {
            return OptionalLong.empty();
        }
        String text = written.get().value();
        if (text.matches("[1-9][0-9]{0,6}") && Long.parseLong(text) <= MOST_UNITS) {
            return OptionalLong.of(Long.parseLong(text));
        }
        String expected = "units of a thousand tokens a minute, from 1 to " + MOST_UNITS;
        mistakes.add(written.get().at(), sku.path("capacity"), Shown.quoted(text), expected);
        return OptionalLong.of(1);
    }

    /** By either name, among the properties or beside them; one of them. */
    private Optional<View> routing(Optional<View> properties) {
        List<View> owners = Stream.concat(properties.stream(), Stream.of(root)).toList();
        Optional<View> found = Optional.empty();
        for (View owner : owners) {
            for (String name : ROUTINGS) {
                if (owner.has(name) && found.isPresent()) {
                    mistakes.add(
                            owner.at(name),
                            owner.path(name),
                            "a second routing",
                            "one, as " + found.get().path());
                } else if (owner.has(name)) {
                    found = owner.object(name);
                }
            }
        }
        return found;
    }

    private Optional<RouteMode> mode(View routing) {
        Optional<Node.Text> written = routing.text("mode");
        Optional<RouteMode> mode = written.flatMap(word -> Stream.of(RouteMode.values())
                .filter(each -> each.word().equals(word.value()) && MODES.contains(each.word()))
                .findFirst());
        if (written.isPresent() && mode.isEmpty()) {
            mistakes.word(
                    written.get().at(), routing.path("mode"), written.get().value(), MODES);
        }
        if (!routing.has("mode")) {
            remarks.add(new Remark(Remark.Kind.ASSUMED, routing.fields().at(), routing.path("mode"), "balanced"));
        }
        return mode;
    }

    private List<ModelReference> subset(Optional<View> routing) {
        if (routing.isEmpty()) {
            return List.of();
        }
        View its = routing.get();
        List<String> lists = List.of("models", "modelSubset");
        its.names().stream()
                .filter(name -> !name.equals("mode") && !lists.contains(name))
                .forEach(name -> unknown(its, name, List.of("mode", "models", "modelSubset")));
        if (its.has("models") && its.has("modelSubset")) {
            mistakes.add(
                    its.at("modelSubset"), its.path("modelSubset"), "a second subset", "one, as " + its.path("models"));
        }
        return Stream.concat(its.list("models").stream(), its.list("modelSubset").stream())
                .flatMap(model -> reference(model).stream())
                .toList();
    }

    private Optional<ModelReference> reference(View model) {
        List<String> known = List.of("name", "format", "version");
        model.names().stream().filter(name -> !known.contains(name)).forEach(name -> unknown(model, name, known));
        Optional<Node.Text> name = model.text("name");
        if (!model.has("name")) {
            mistakes.add(model.fields().at(), model.path("name"), "missing", "the name of a model");
        }
        Optional<String> format = model.text("format").map(Node.Text::value);
        Optional<String> version = model.text("version").map(Node.Text::value);
        return name.map(text -> new ModelReference(text.value(), format, version, model.path(), text.at()));
    }

    private void unknown(View view, String name, List<String> known) {
        mistakes.add(view.at(name), view.path(name), "unknown", Mistakes.oneOf(known), Nearest.phrase(name, known));
    }

    /** All that is neither read nor mute is lost; what looks like a slip of something that is read is a mistake. */
    private void told(View view, List<String> read) {
        for (String name : view.names()) {
            if (read.contains(name) || MUTE.contains(name)) {
                continue;
            }
            if (!LOSSES.containsKey(name) && !Nearest.phrase(name, read).isEmpty()) {
                unknown(view, name, read);
                continue;
            }
            String words = LOSSES.getOrDefault(name, "a route has nothing like it");
            remarks.add(new Remark(Remark.Kind.LOSS, view.at(name), view.path(name), words));
        }
    }
}
