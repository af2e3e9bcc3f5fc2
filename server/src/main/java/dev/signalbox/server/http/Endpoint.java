package dev.signalbox.server.http;

/** What answers requests of one kind. */
@FunctionalInterface
public interface Endpoint {
    /**
     * Serves one request whose body is complete, in blocking style on its own virtual thread (on the event loop, and then
     * never blocking, if it was registered as immediate). It must have begun an answer when it returns; otherwise, or when
     * it throws before, the caller gets a 500. When it throws after, the answer is cut.
     */
    void serve(HttpRequest request, HttpResponse response) throws Exception;
}
