package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Tool;
import dev.signalbox.wire.model.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the tools of a request and the choice among them. Tools that only Google runs are kept whole. */
final class ToolReader {
    private static final String DECLARATIONS = "functionDeclarations";
    private static final String CONFIG = "toolConfig";
    private static final String CALLING = "functionCallingConfig";
    private static final String ALLOWED = "allowedFunctionNames";

    private ToolReader() {}

    static List<Tool> tools(Asked request) throws Unreadable {
        List<Tool> tools = new ArrayList<>();
        List<Json> items = request.items("tools");
        for (int i = 0; i < items.size(); i++) {
            Asked tool = Asked.of(request.where("tools[" + i + "]"), items.get(i));
            List<Json> functions = tool.items(DECLARATIONS);
            for (int j = 0; j < functions.size(); j++) {
                tools.add(function(Asked.of(tool.where(DECLARATIONS + "[" + j + "]"), functions.get(j))));
            }
            tool.beside(DECLARATIONS)
                    .fields()
                    .forEach((type, value) ->
                            tools.add(new Tool.Foreign(Gemini.NAME, type, Json.object(f -> f.put(type, value)))));
        }
        return tools;
    }

    private static Tool function(Asked function) throws Unreadable {
        Optional<Asked> plain = function.maybeObject("parametersJsonSchema");
        Optional<Json.Obj> schema = plain.isPresent()
                ? plain.map(Asked::object)
                : function.maybeObject("parameters").map(own -> SchemaReader.open(own.object()));
        return new Tool.Function(
                function.text("name"),
                function.maybeText("description"),
                schema,
                Optional.empty(),
                function.extraBeside("name", "description", "parameters", "parametersJsonSchema"));
    }

    static Optional<ToolChoice> choice(Asked request) throws Unreadable {
        Optional<Asked> calling = calling(request);
        Optional<String> mode =
                calling.isEmpty() ? Optional.empty() : calling.get().maybeWord("mode");
        if (mode.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (mode.get()) {
                    case "AUTO", "VALIDATED" -> new ToolChoice.Auto();
                    case "NONE" -> new ToolChoice.None();
                    case "ANY" -> forced(calling.get());
                    default ->
                        throw new Unreadable(
                                calling.get().where("mode"),
                                "\"" + mode.get() + "\" (expected: AUTO, ANY, VALIDATED or NONE)");
                });
    }

    private static ToolChoice forced(Asked calling) throws Unreadable {
        List<Json> names = calling.items(ALLOWED);
        return names.size() == 1 && names.getFirst() instanceof Json.Text(String name)
                ? new ToolChoice.Named(name)
                : new ToolChoice.Required();
    }

    private static Optional<Asked> calling(Asked request) throws Unreadable {
        Optional<Asked> config = request.maybeObject(CONFIG);
        return config.isEmpty() ? Optional.empty() : config.get().maybeObject(CALLING);
    }

    /** What of the choice the canonical model does not hold: a list of several names, the check of arguments, places. */
    static Json.Obj rest(Asked request) throws Unreadable {
        Optional<Asked> config = request.maybeObject(CONFIG);
        Optional<Asked> calling = calling(request);
        Json.Obj rest = config.map(c -> c.beside(CALLING)).orElse(Json.object(f -> {}));
        if (calling.isEmpty()) {
            return rest;
        }
        boolean named =
                choice(request).filter(ToolChoice.Named.class::isInstance).isPresent();
        boolean validated =
                calling.get().maybeWord("mode").filter("VALIDATED"::equals).isPresent();
        Json.Obj more = calling.get().beside("mode", named ? ALLOWED : "");
        if (validated) {
            more = more.with("mode", Json.text("VALIDATED"));
        }
        return more.fields().isEmpty() ? rest : rest.with(CALLING, more);
    }
}
