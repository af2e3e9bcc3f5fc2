package dev.signalbox.simulator.dialect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One provider's API: what it answers and how it refuses, as bytes. Safe for one thread at a time. */
public interface Dialect {
    /** The name in the simulator's log and counters. */
    String name();

    /** The header that carries the id of a request, where the provider sends one. */
    Optional<String> requestIdHeader();

    /** The headers that every reply carries. */
    List<Map.Entry<String, String>> headers();

    /**
     * Refuses what the head of a request lacks.
     *
     * @throws Rejection when it is not served
     */
    void checkHead(Head head);

    /**
     * The reply to a request for an answer.
     *
     * @throws Rejection when the provider does not serve it
     */
    Reply answer(Asked asked, Circumstances circumstances);

    /** Whether the same request always gets the same reply, so that the reply may be kept. */
    boolean repeatable(JsonNode request);

    /** Whether a wait is told in headers; otherwise the body of the error tells it. */
    boolean waitsInHeaders();

    /**
     * What the provider says when it fails with a status by itself.
     *
     * @param code replaces the code or the type by which clients tell errors apart
     */
    Rejection failure(int status, String model, Optional<String> code);

    /** The error body of a rejection. */
    Reply.Whole error(Rejection rejection, String requestId);

    /**
     * The event that tells of an error in a stream whose status was 200.
     *
     * @param first whether nothing came before it
     */
    Event errorEvent(Rejection rejection, boolean first);

    /** An event whose data is not JSON. */
    Event garbageEvent();

    /** The list of models. */
    Reply.Whole models(List<String> models);

    /** One model of the list. */
    Reply.Whole model(String model);

    /** How many tokens a request has, for the dialects that offer to count. */
    Reply.Whole count(Asked asked);
}
