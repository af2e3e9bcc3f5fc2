package dev.signalbox.simulator.script;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One thing that goes wrong with one request. */
public sealed interface Fault {
    /** Nothing goes wrong: a good answer among scripted faults. */
    record None() implements Fault {}

    /**
     * An error status instead of an answer.
     *
     * @param status 400 to 599
     * @param retryAfter what {@code Retry-After} says
     * @param code replaces the error's code (OpenAI) or type (Anthropic), such as {@code insufficient_quota}
     * @param body what the body holds
     */
    record Status(int status, Optional<Duration> retryAfter, Optional<String> code, ErrorBody body) implements Fault {
        public Status {
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException("status: " + status + " (expected: 400 to 599)");
            }
        }
    }

    /** What an error status carries. */
    enum ErrorBody {
        /** The dialect's own error object. */
        JSON,
        /** A page, as proxies in front of a provider write it. */
        HTML,
        /** Nothing. */
        EMPTY
    }

    /**
     * An error event in a stream whose status was 200; a whole answer fails with the status instead.
     *
     * @param after how many events come before it; 0 for the first event
     * @param status the kind of error, as the status that it would otherwise have
     */
    record ErrorEvent(int after, int status) implements Fault {
        public ErrorEvent {
            if (after < 0) {
                throw new IllegalArgumentException("after: " + after + " (expected: 0 or more)");
            }
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException("status: " + status + " (expected: 400 to 599)");
            }
        }
    }

    /** The connection is closed. */
    record Cut(Moment at) implements Fault {}

    /** The connection is reset. */
    record Drop(Moment at) implements Fault {}

    /** Nothing more comes, and the connection stays open. */
    record Stall(Moment at) implements Fault {}

    /** The body comes in small pieces with a pause after each. */
    record Dribble(Duration delay, int bytes) implements Fault {
        public Dribble {
            if (bytes < 1) {
                throw new IllegalArgumentException("bytes: " + bytes + " (expected: 1 or more)");
            }
        }
    }

    /** A body that is not JSON; in a stream, an event whose data is not, after {@code after} good ones. */
    record Garbage(int after) implements Fault {
        public Garbage {
            if (after < 0) {
                throw new IllegalArgumentException("after: " + after + " (expected: 0 or more)");
            }
        }
    }

    /** A good body under a wrong content type. */
    record ContentType(String value) implements Fault {}

    /** A good answer with these header fields, in place of usual ones with the same names. */
    record Headers(Map<String, String> fields) implements Fault {
        public Headers {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
            if (fields.isEmpty()) {
                throw new IllegalArgumentException("headers: none (expected: NAME=value)");
            }
        }
    }

    /** Status and headers come late. */
    record SlowHead(Duration delay) implements Fault {}

    /** An error status with the dialect's own body. */
    static Fault status(int status) {
        return new Status(status, Optional.empty(), Optional.empty(), ErrorBody.JSON);
    }

    /** An error status with the dialect's own body and {@code Retry-After}. */
    static Fault status(int status, Duration retryAfter) {
        return new Status(status, Optional.of(retryAfter), Optional.empty(), ErrorBody.JSON);
    }

    static Fault none() {
        return new None();
    }

    static Fault errorEvent(int after, int status) {
        return new ErrorEvent(after, status);
    }

    static Fault cut(Moment at) {
        return new Cut(at);
    }

    static Fault drop(Moment at) {
        return new Drop(at);
    }

    static Fault stall(Moment at) {
        return new Stall(at);
    }

    /** One byte at a time. */
    static Fault dribble(Duration delay) {
        return new Dribble(delay, 1);
    }

    static Fault garbage(int after) {
        return new Garbage(after);
    }

    static Fault contentType(String value) {
        return new ContentType(value);
    }

    static Fault headers(Map<String, String> fields) {
        return new Headers(fields);
    }

    static Fault slowHead(Duration delay) {
        return new SlowHead(delay);
    }
}
