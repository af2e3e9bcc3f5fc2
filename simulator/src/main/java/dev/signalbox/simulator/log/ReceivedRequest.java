package dev.signalbox.simulator.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request as the simulator saw it.
 *
 * @param number counts from 1 in the order of arrival
 * @param dialect the name of the provider, such as {@code openai}
 * @param path path and query as they came
 * @param headers all values by lower-case name
 * @param body the bytes as they came
 * @param model the model that was asked for; empty where none was named
 * @param stream whether a stream was asked for
 * @param fault the fault that hit it; empty for none
 * @param status the status of the reply; 0 before it is sent
 * @param events how many events (or pieces of a whole body) were sent so far
 * @param requestId the id that the reply carried
 * @param ended when the outcome was settled
 */
public record ReceivedRequest(
        long number,
        Instant arrived,
        String dialect,
        String method,
        String path,
        Map<String, List<String>> headers,
        byte[] body,
        String model,
        boolean stream,
        Optional<String> fault,
        int status,
        int events,
        String requestId,
        Outcome outcome,
        Optional<Instant> ended) {

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** Without headers and body, which hold what no log should. */
    @Override
    public String toString() {
        return "ReceivedRequest[" + number + " " + dialect + " " + method + " model=" + model + " stream=" + stream
                + " fault=" + fault.orElse("none") + " status=" + status + " " + outcome + "]";
    }
}
