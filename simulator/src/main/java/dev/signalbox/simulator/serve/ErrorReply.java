package dev.signalbox.simulator.serve;

import dev.signalbox.simulator.dialect.Dialect;
import dev.signalbox.simulator.dialect.Json;
import dev.signalbox.simulator.dialect.Reply;
import dev.signalbox.simulator.script.Fault;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The reply with which a scripted status fails. */
record ErrorReply(String contentType, Reply.Whole reply) {
    static ErrorReply of(Fault.Status fault, Dialect dialect, String model, String requestId) {
        Reply.Whole told = dialect.error(
                dialect.failure(fault.status(), model, fault.code()).after(fault.retryAfter()), requestId);
        Map<String, String> headers = new HashMap<>(told.headers());
        if (dialect.waitsInHeaders()) {
            fault.retryAfter().ifPresent(wait -> retryAfter(wait, headers));
        }
        return switch (fault.body()) {
            case JSON -> new ErrorReply("application/json", whole(fault, headers, told.body()));
            case HTML -> new ErrorReply("text/html", whole(fault, headers, page(fault.status())));
            case EMPTY -> new ErrorReply("text/plain", whole(fault, headers, new byte[0]));
        };
    }

    private static Reply.Whole whole(Fault.Status fault, Map<String, String> headers, byte[] body) {
        return new Reply.Whole(fault.status(), headers, body, 0);
    }

    /** {@code Retry-After} knows whole seconds only; a finer wait is told as OpenAI tells it. */
    private static void retryAfter(Duration wait, Map<String, String> headers) {
        headers.put("retry-after", String.valueOf(Math.ceilDiv(wait.toMillis(), 1000L)));
        if (wait.toMillisPart() != 0) {
            headers.put("retry-after-ms", String.valueOf(wait.toMillis()));
        }
    }

    private static byte[] page(int status) {
        return Json.utf8("<html>\r\n<head><title>" + status + "</title></head>\r\n<body>\r\n<center><h1>" + status
                + "</h1></center>\r\n<hr><center>proxy</center>\r\n</body>\r\n</html>\r\n");
    }
}
