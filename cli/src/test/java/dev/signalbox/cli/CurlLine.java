package dev.signalbox.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A curl command as documents and greetings show it, done by the JDK's client. Knows what they use: -H, -d, -N, -i,
 * continued lines, both quotes and variables.
 *
 * @param method GET, or POST where there is a body
 */
record CurlLine(String method, String address, List<String> headers, String body) {

    private static final Pattern COMMAND = Pattern.compile("(?m)^curl (?:.*\\\\\\R)*.*$");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Z_]+)}?");

    CurlLine {
        headers = List.copyOf(headers);
    }

    /** All curl commands of a text. */
    static List<String> in(String text) {
        return COMMAND.matcher(text).results().map(found -> found.group()).toList();
    }

    static CurlLine parse(String command, Map<String, String> variables) {
        String address = "";
        String body = "";
        List<String> headers = new ArrayList<>();
        List<String> words = words(command, variables);
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-H" -> headers.add(words.get(++i));
                case "-d" -> body = words.get(++i);
                case "-N", "-i" -> {}
                default -> {
                    if (words.get(i).startsWith("-") || !address.isEmpty()) {
                        throw new IllegalArgumentException(
                                "curl: " + words.get(i) + " (expected: -H, -d, -N, -i or one address)");
                    }
                    address = words.get(i);
                }
            }
        }
        return new CurlLine(body.isEmpty() ? "GET" : "POST", address, headers, body);
    }

    /** The same command for a gateway at another address. */
    CurlLine at(URI endpoint) {
        return new CurlLine(method, address.replaceFirst("^http://[^/]+", endpoint.toString()), headers, body);
    }

    HttpResponse<String> run() throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(60))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        for (String header : headers) {
            String[] parts = header.split(": ", 2);
            request.header(parts[0], parts[1]);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    private static List<String> words(String command, Map<String, String> variables) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command.replaceAll("\\\\\\R", " "));
        while (word.find()) {
            if (word.group(1) != null) {
                words.add(word.group(1));
            } else {
                String text = word.group(2) != null ? word.group(2) : word.group(3);
                words.add(VARIABLE.matcher(text)
                        .replaceAll(found -> Matcher.quoteReplacement(variables.get(found.group(1)))));
            }
        }
        return words;
    }
}
