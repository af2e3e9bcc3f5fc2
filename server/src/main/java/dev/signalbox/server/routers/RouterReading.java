package dev.signalbox.server.routers;

import dev.signalbox.server.routers.template.At;
import dev.signalbox.server.routers.template.Evaluation;
import dev.signalbox.server.routers.template.Node;
import dev.signalbox.server.routers.template.Resource;
import dev.signalbox.server.routers.template.Shown;
import dev.signalbox.server.routers.template.Template;
import dev.signalbox.server.routers.template.TemplateMistake;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the model routers among the resources of a template. All others are told and not taken. */
final class RouterReading {
    private static final String DEPLOYMENT = "Microsoft.CognitiveServices/accounts/deployments";
    private static final int MOST = 200;

    private final Template template;
    private final Optional<String> called;
    private final Mistakes mistakes;
    private final List<RouterDeployment> routers = new ArrayList<>();
    private final List<Remark> remarks = new ArrayList<>();

    private RouterReading(Template template, Optional<String> called, Mistakes mistakes) {
        this.template = template;
        this.called = called;
        this.mistakes = mistakes;
    }

    /**
     * What was found.
     *
     * @param remarks what was not taken
     */
    record Found(List<RouterDeployment> routers, List<Remark> remarks) {}

    /** @param called the name of the one resource, where that is known from elsewhere */
    static Found read(Template template, Optional<String> called, Mistakes mistakes) {
        RouterReading reading = new RouterReading(template, called, mistakes);
        template.resources().forEach(reading::take);
        template.elsewhere()
                .forEach(
                        other -> reading.notTaken(other.at(), other.what() + " is another file (import it by itself)"));
        if (reading.routers.isEmpty() && mistakes.isEmpty()) {
            mistakes.add(At.START, "", "no model router", "a deployment whose properties.model.name is model-router");
        }
        reading.checkNames();
        return new Found(List.copyOf(reading.routers), List.copyOf(reading.remarks));
    }

    private void take(Resource resource) {
        boolean alone = resource.type().isEmpty();
        if (resource.existing()) {
            return;
        }
        if (!alone && !resource.type().equalsIgnoreCase(DEPLOYMENT)) {
            if (!resource.type().equalsIgnoreCase("Microsoft.CognitiveServices/accounts")) {
                notTaken(resource.at(), "a resource of the type " + Shown.quoted(resource.type()));
            }
            return;
        }
        try {
            Evaluation evaluation = template.evaluation();
            Node body = evaluation.value(resource.body(), resource.scope());
            if (body instanceof Node.Items items) {
                items.items().forEach(item -> take(evaluation.value(item, resource.scope()), resource));
            } else {
                take(body, resource);
            }
        } catch (TemplateMistake mistake) {
            mistakes.add(mistake, "");
        }
    }

    private void take(Node body, Resource resource) {
        if (body instanceof Node.Nothing) {
            notTaken(resource.at(), "a deployment whose condition is not met");
            return;
        }
        if (!(body instanceof Node.Fields fields)) {
            mistakes.add(body.at(), "", body.kind(), "a deployment: an object");
            return;
        }
        if (routers.size() >= MOST) {
            throw new TemplateMistake(body.at(), "too many deployments", "at most " + MOST);
        }
        View view = new View(fields, "", template.evaluation(), resource.scope(), mistakes);
        Optional<Node.Text> model =
                view.object("properties").flatMap(its -> its.object("model")).flatMap(its -> its.text("name"));
        boolean router = model.filter(name -> name.value().equalsIgnoreCase(DeploymentReading.ROUTER))
                .isPresent();
        if (router) {
            RouterDeployment deployment = DeploymentReading.read(view, called);
            routers.add(deployment);
            remarks.addAll(deployment.remarks());
        } else if (resource.type().isEmpty()) {
            At at = model.map(Node.Text::at).orElse(fields.at());
            String what = model.map(name -> Shown.quoted(name.value())).orElse("missing");
            mistakes.add(at, "properties.model.name", what, DeploymentReading.ROUTER);
        } else if (mistakes.isEmpty()) {
            notTaken(
                    fields.at(),
                    "a deployment of " + model.map(Node.Text::value).orElse("nothing") + ", no model router");
        }
    }

    private void notTaken(At at, String what) {
        remarks.add(new Remark(Remark.Kind.NOT_TAKEN, at, "", what));
    }

    private void checkNames() {
        Set<String> seen = new HashSet<>();
        for (RouterDeployment router : routers) {
            if (!router.name().isEmpty() && !seen.add(router.name())) {
                mistakes.add(router.at(), "name", "a second " + Shown.quoted(router.name()), "one router of this name");
            }
        }
    }
}
