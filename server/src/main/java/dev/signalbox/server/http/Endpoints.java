package dev.signalbox.server.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The table of endpoints: which endpoint answers which method and path. Paths without variables are looked up first, the
 * others are tried in the order of their registration. {@code HEAD} is answered by the endpoint of {@code GET}.
 */
public final class Endpoints {
    private final List<Entry> entries;
    private final Map<String, List<Entry>> plain = new HashMap<>();
    private final List<Entry> variable = new ArrayList<>();

    private Endpoints(List<Entry> entries) {
        this.entries = List.copyOf(entries);
        for (Entry entry : entries) {
            if (entry.pattern().isPlain()) {
                plain.computeIfAbsent(entry.pattern().text(), _ -> new ArrayList<>())
                        .add(entry);
            } else {
                variable.add(entry);
            }
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Every endpoint, in the order of registration. */
    public List<Entry> entries() {
        return entries;
    }

    /** What answers this method on this raw path. */
    Match find(String method, String path) {
        Set<String> allowed = new LinkedHashSet<>();
        for (Entry entry : plain.getOrDefault(path, List.of())) {
            if (entry.takes(method)) {
                return new Match.Found(entry, Map.of());
            }
            allowed.add(entry.method());
        }
        for (Entry entry : variable) {
            Map<String, String> variables = entry.pattern().match(path).orElse(null);
            if (variables != null && entry.takes(method)) {
                return new Match.Found(entry, variables);
            }
            if (variables != null) {
                allowed.add(entry.method());
            }
        }
        return allowed.isEmpty() ? new Match.Nothing() : new Match.OtherMethods(String.join(", ", allowed));
    }

    /** What was found for a method and a path. */
    sealed interface Match {
        record Found(Entry entry, Map<String, String> variables) implements Match {}

        record OtherMethods(String allowed) implements Match {}

        record Nothing() implements Match {}
    }

    /**
     * One registered endpoint.
     *
     * @param immediate whether it is served on the event loop instead of a virtual thread
     * @param slowQuery the parameter with which it is served on a virtual thread all the same
     * @param mostBytes the longest body that it takes, where the server would take more
     */
    public record Entry(
            String method,
            PathPattern pattern,
            EndpointKind kind,
            boolean immediate,
            Optional<String> slowQuery,
            int mostBytes,
            Endpoint endpoint) {
        Entry(String method, PathPattern pattern, EndpointKind kind, boolean immediate, Endpoint endpoint) {
            this(method, pattern, kind, immediate, Optional.empty(), Integer.MAX_VALUE, endpoint);
        }

        /** The same entry with another endpoint. */
        public Entry answeredBy(Endpoint other) {
            return new Entry(method, pattern, kind, immediate, slowQuery, mostBytes, other);
        }

        /** Whether this request is served on the event loop. */
        boolean immediate(HttpRequest request) {
            return immediate && slowQuery.flatMap(request::query).isEmpty();
        }

        boolean takes(String wanted) {
            return method.equals(wanted) || (method.equals("GET") && wanted.equals("HEAD"));
        }
    }

    /** Collects endpoints. */
    public static final class Builder {
        private final List<Entry> entries = new ArrayList<>();

        private Builder() {}

        /** Registers an endpoint that is served on a virtual thread; see {@link PathPattern} for the pattern. */
        public Builder add(String method, String pattern, EndpointKind kind, Endpoint endpoint) {
            return add(new Entry(method, PathPattern.of(pattern), kind, false, endpoint));
        }

        /** Registers an operations endpoint that takes bodies no longer than this, on a virtual thread. */
        public Builder operation(String method, String pattern, int mostBytes, Endpoint endpoint) {
            return add(new Entry(
                    method,
                    PathPattern.of(pattern),
                    EndpointKind.OPERATIONS,
                    false,
                    Optional.empty(),
                    mostBytes,
                    endpoint));
        }

        /** Registers an operations endpoint that is served on the event loop and must not block. */
        public Builder immediate(String method, String pattern, Endpoint endpoint) {
            return add(new Entry(method, PathPattern.of(pattern), EndpointKind.OPERATIONS, true, endpoint));
        }

        /** The same, but requests with this query parameter are served on a virtual thread. */
        public Builder immediateUnlessAsked(String method, String pattern, String query, Endpoint endpoint) {
            return add(new Entry(
                    method,
                    PathPattern.of(pattern),
                    EndpointKind.OPERATIONS,
                    true,
                    Optional.of(query),
                    Integer.MAX_VALUE,
                    endpoint));
        }

        /** Registers an entry as it stands. */
        public Builder add(Entry entry) {
            for (Entry known : entries) {
                if (known.method().equals(entry.method())
                        && known.pattern().text().equals(entry.pattern().text())) {
                    throw new IllegalArgumentException("endpoint: " + entry.method() + " "
                            + entry.pattern().text() + " is registered twice");
                }
            }
            entries.add(entry);
            return this;
        }

        public Endpoints build() {
            return new Endpoints(entries);
        }
    }
}
