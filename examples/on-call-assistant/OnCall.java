import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An on-call assistant of five agents. All of them name one route in the place of a model, and each says what its step is worth to it.
 *
 * <p>{@code java OnCall.java [GATEWAY [KEY]]}, for any JDK from 25 on; no library is needed.
 */
public class OnCall {
    static final String ALERT = """
            ALERT checkout-api: p99 latency 4.8 s (threshold 1.5 s) for 12 minutes, error rate 3.1 %, region eu-west, since the release 2026.47.2""";

    /** What a search in the logs finds; a real assistant would ask its log store. */
    static final String LOGS = """
            02:13:07 WARN  pool-checkout timeout waiting for connection (active=50 idle=0 waiting=212)
            02:13:08 ERROR POST /checkout 504 after 5000 ms trace=8f2c
            02:13:08 INFO  slow query 3871 ms: SELECT * FROM carts c JOIN prices p ON p.sku = c.sku WHERE c.updated_at > $1
            02:13:09 WARN  retry 3 of 3 for inventory.reserve, trace=8f2c
            02:13:11 INFO  release 2026.47.2 replaced index carts_by_update by carts_by_owner""";

    static final String TOOLS = """
            [{"type": "function", "function": {"name": "search_logs", "description": "Searches the logs of a service",
              "parameters": {"type": "object", "required": ["service", "query"],
                "properties": {"service": {"type": "string"}, "query": {"type": "string"}}}}}]""";

    /** Steps in which a good worker is as good as a brilliant one. */
    static final String SMALL = "[\"mini\", \"haiku\"]";

    /** What would serve every step if nobody chose. */
    static final String BEST = "sonnet";

    final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    final String gateway;
    final String key;
    final List<Step> done = new ArrayList<>();

    OnCall(String gateway, String key) {
        this.gateway = gateway;
        this.key = key;
    }

    /** What one step came to. */
    record Step(String name, String mode, String kind, String model, String why, double cost, double costOfBest) {}

    public static void main(String[] arguments) throws Exception {
        String gateway = arguments.length > 0 ? arguments[0] : "http://127.0.0.1:4000";
        String key = arguments.length > 1 ? arguments[1] : "on-call-example";
        OnCall assistant = new OnCall(gateway, key);
        assistant.handle();
        assistant.print();
    }

    /** The five agents, one after the other; each reads what those before it found, and says what its step is worth. */
    void handle() throws Exception {
        String severity = text(ask("triage", wish("cost", SMALL), "",
                message("system", "You sort alerts. Answer with one word: page, ticket or ignore."),
                message("user", ALERT)));

        String question = message("user", ALERT + "\nFind out what changed: use search_logs for the service checkout-api.");
        Map<String, Object> call = ask("log search", wish("balanced", SMALL), TOOLS, question);
        String read = text(ask("log reading", wish("", SMALL), TOOLS, question, calls(call), result(call, LOGS)));

        String cause = text(ask("diagnosis", wish("quality", ""), "",
                message("system", "You are a senior engineer for databases and distributed systems. Reason step by step."),
                message("user", ALERT + "\nTriage: " + severity + "\nLogs:\n" + LOGS + "\nNotes: " + read
                        + "\nWhich one root cause explains all of these observations, which alternatives do you exclude and why, and"
                        + " which measurement would prove it?")));

        String plan = text(ask("remediation plan", wish("balanced", ""), "",
                message("system", "You write runbooks. Number the steps; give each a way back and a check that it worked."),
                message("user", "Root cause:\n" + cause + "\nWrite the plan: first stop the harm, then repair, then prevent.")));

        ask("summary for people", wish("cost", SMALL), "",
                message("user", "Sum this up in two friendly sentences for the status page, without technical words:\n" + plan));
    }

    // --- Asking ---------------------------------------------------------------------------------------------------

    /** What the router is told for one step; without a mode that of the route holds, without models all of them. */
    static String wish(String mode, String models) {
        return "{\"session_affinity\": {\"strategy\": \"none\"}" + (mode.isEmpty() ? "" : ", \"mode\": \"" + mode + "\"")
                + (models.isEmpty() ? "" : ", \"models\": " + models) + "}";
    }

    /** Asks the route, looks up what was decided and what it cost, and asks the best model beside it. */
    Map<String, Object> ask(String step, String wish, String tools, String... messages) throws Exception {
        HttpResponse<String> answer = post(step, body(wish, tools, messages));
        String id = answer.headers().firstValue("x-signalbox-request-id").orElseThrow();
        String model = answer.headers().firstValue("x-signalbox-model").orElseThrow();
        Map<String, Object> selection = object(object(get("/v1/requests/" + id + "/decision").get("plan")).get("model_selection"));
        double cost = cost(id);
        HttpResponse<String> beside = model.equals(BEST)
                ? answer
                : post(step + ", beside", body(wish("", "[\"" + BEST + "\"]"), tools, messages));
        done.add(new Step(
                step,
                selection.get("mode") + " (" + selection.get("mode_from") + ")",
                kind(object(selection.get("prompt"))),
                model,
                why(selection, model),
                cost,
                cost(beside.headers().firstValue("x-signalbox-request-id").orElseThrow())));
        return object(object(items(object(Json.read(answer.body())).get("choices")).getFirst()).get("message"));
    }

    static String kind(Map<String, Object> prompt) {
        return "%s, %s, difficulty %.2f"
                .formatted(prompt.get("task"), prompt.get("domain"), number(prompt.get("difficulty")));
    }

    static String why(Map<String, Object> selection, String model) {
        String expected = items(selection.get("models")).stream()
                .map(OnCall::object)
                .filter(one -> name(one.get("target")).equals(model))
                .map(one -> "expected %.2f".formatted(number(one.get("quality"))))
                .findFirst()
                .orElse("");
        return switch (name(selection.get("basis"))) {
            case "band" -> expected + ", cheapest in the band";
            case "best" -> expected + ", the best";
            case "novel" -> expected + ", unlike what is known";
            case String other -> expected + ", by " + other;
        };
    }

    /** By the ledger, with what attempts cost that did not serve. */
    double cost(String id) throws Exception {
        Map<String, Object> entry = get("/v1/requests/" + id);
        return Double.parseDouble(name(entry.get("cost_usd"))) + Double.parseDouble(name(entry.get("wasted_usd")));
    }

    static String body(String wish, String tools, String... messages) {
        return "{\"model\": \"on-call\", \"routing_config\": " + wish + ", \"max_completion_tokens\": 600, "
                + (tools.isEmpty() ? "" : "\"tools\": " + tools + ", ") + "\"messages\": [" + String.join(", ", messages) + "]}";
    }

    HttpResponse<String> post(String step, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway + "/v1/chat/completions"))
                .header("authorization", "Bearer " + key)
                .header("content-type", "application/json")
                .header("x-signalbox-metadata", "{\"step\": \"" + step + "\"}")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(step + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer;
    }

    /** An entry is there as soon as its request is over; that may be a moment after its answer. */
    Map<String, Object> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway + path))
                .header("authorization", "Bearer " + key)
                .build();
        for (int tried = 0; ; tried++) {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                return object(Json.read(answer.body()));
            }
            if (tried == 50) {
                throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
            }
            Thread.sleep(20);
        }
    }

    static String message(String role, String text) {
        return "{\"role\": \"" + role + "\", \"content\": " + Json.text(text) + "}";
    }

    static String calls(Map<String, Object> message) {
        Map<String, Object> call = object(items(message.get("tool_calls")).getFirst());
        Map<String, Object> function = object(call.get("function"));
        return "{\"role\": \"assistant\", \"tool_calls\": [{\"type\": \"function\", \"id\": " + Json.text(name(call.get("id")))
                + ", \"function\": {\"name\": \"search_logs\", \"arguments\": " + Json.text(name(function.get("arguments"))) + "}}]}";
    }

    static String result(Map<String, Object> message, String text) {
        String id = name(object(items(message.get("tool_calls")).getFirst()).get("id"));
        return "{\"role\": \"tool\", \"tool_call_id\": " + Json.text(id) + ", \"content\": " + Json.text(text) + "}";
    }

    static String text(Map<String, Object> message) {
        return String.valueOf(message.get("content"));
    }

    // --- The table ------------------------------------------------------------------------------------------------

    void print() {
        String line = "%-19s %-25s %-44s %-7s %-36s %10s %12s %6s%n";
        System.out.printf(
                Locale.ROOT, line, "STEP", "MODE (FROM)", "KIND OF PROMPT", "MODEL", "WHY", "USD", "WITH " + BEST, "SAVED");
        double cost = 0;
        double best = 0;
        for (Step step : done) {
            System.out.printf(Locale.ROOT, line, step.name, step.mode, step.kind, step.model, step.why, dollars(step.cost),
                    dollars(step.costOfBest), saved(step.cost, step.costOfBest));
            cost += step.cost;
            best += step.costOfBest;
        }
        System.out.printf(Locale.ROOT, line, "all steps", "", "", "", "", dollars(cost), dollars(best), saved(cost, best));
    }

    static String dollars(double value) {
        return String.format(Locale.ROOT, "%.7f", value);
    }

    static String saved(double cost, double best) {
        return Math.round(100 * (1 - cost / best)) + " %";
    }

    // --- JSON -----------------------------------------------------------------------------------------------------

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    static List<Object> items(Object value) {
        return (List<Object>) value;
    }

    static double number(Object value) {
        return value instanceof Double number ? number : Double.NaN;
    }

    static String name(Object value) {
        return String.valueOf(value);
    }

    /** As much of JSON as this needs. */
    static final class Json {
        private final String text;
        private int at;

        private Json(String text) {
            this.text = text;
        }

        static Object read(String text) {
            return new Json(text).value();
        }

        static String text(String value) {
            StringBuilder quoted = new StringBuilder("\"");
            value.chars().forEach(c -> quoted.append(c < ' ' || c == '"' || c == '\\' ? "\\u%04x".formatted(c) : String.valueOf((char) c)));
            return quoted.append('"').toString();
        }

        private Object value() {
            blank();
            return switch (text.charAt(at)) {
                case '{' -> members();
                case '[' -> elements();
                case '"' -> string();
                default -> word();
            };
        }

        private Map<String, Object> members() {
            Map<String, Object> members = new LinkedHashMap<>();
            for (at++; !ends('}'); ) {
                String name = string();
                blank();
                at++; // the colon
                members.put(name, value());
            }
            return members;
        }

        private List<Object> elements() {
            List<Object> elements = new ArrayList<>();
            for (at++; !ends(']'); ) {
                elements.add(value());
            }
            return elements;
        }

        private boolean ends(char end) {
            blank();
            if (text.charAt(at) == ',') {
                at++;
                blank();
            }
            if (text.charAt(at) == end) {
                at++;
                return true;
            }
            return false;
        }

        private String string() {
            StringBuilder string = new StringBuilder();
            for (at++; text.charAt(at) != '"'; at++) {
                char c = text.charAt(at);
                if (c != '\\') {
                    string.append(c);
                    continue;
                }
                char escaped = text.charAt(++at);
                string.append(switch (escaped) {
                    case 'n' -> '\n';
                    case 't' -> '\t';
                    case 'r' -> '\r';
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'u' -> (char) Integer.parseInt(text.substring(at + 1, (at += 4) + 1), 16);
                    default -> escaped;
                });
            }
            at++;
            return string.toString();
        }

        private Object word() {
            int from = at;
            while (at < text.length() && ",]} \n\r\t".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String word = text.substring(from, at);
            return switch (word) {
                case "true", "false" -> Boolean.valueOf(word);
                case "null" -> "";
                default -> Double.valueOf(word);
            };
        }

        private void blank() {
            while (" \n\r\t".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }
    }
}
