package dev.signalbox.server.store;

import dev.signalbox.server.exchange.Cost;
import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.Loss;
import dev.signalbox.wire.model.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the ledger keeps of one exchange when it is over. Holds no prompt, no answer and no key.
 *
 * @param requestId our id of the request, unique
 * @param origin which record of which writer this is
 * @param arrived when the request was complete
 * @param attempts in the order in which they were made
 * @param traceId of the caller's trace context, 32 hexadecimal digits
 * @param picked what a learned route made of the request; absent on other routes
 */
public record Entry(
        String requestId,
        Origin origin,
        Instant arrived,
        Who who,
        Asked asked,
        Answered answered,
        List<Attempt> attempts,
        Bill bill,
        List<Loss> losses,
        List<Adjustment> adjustments,
        Outcome outcome,
        Optional<String> traceId,
        Optional<Picked> picked) {
    /** Takes defensive copies. */
    public Entry {
        attempts = List.copyOf(attempts);
        losses = List.copyOf(losses);
        adjustments = List.copyOf(adjustments);
    }

    /** Of a request that no learned route judged. */
    public Entry(
            String requestId,
            Origin origin,
            Instant arrived,
            Who who,
            Asked asked,
            Answered answered,
            List<Attempt> attempts,
            Bill bill,
            List<Loss> losses,
            List<Adjustment> adjustments,
            Outcome outcome,
            Optional<String> traceId) {
        this(
                requestId,
                origin,
                arrived,
                who,
                asked,
                answered,
                attempts,
                bill,
                losses,
                adjustments,
                outcome,
                traceId,
                Optional.empty());
    }

    /** The same entry of this user of its caller. */
    public Entry withEndUser(Optional<String> endUser) {
        return with(new Who(who.caller(), who.tenant(), who.plan(), who.team(), endUser, who.metadata()));
    }

    /** The same entry with what its request was told with. */
    public Entry withMetadata(Map<String, String> metadata) {
        return with(who.told(metadata));
    }

    /** The same entry of a caller of this team. */
    public Entry withTeam(Optional<String> team) {
        return with(new Who(who.caller(), who.tenant(), who.plan(), team, who.endUser(), who.metadata()));
    }

    /** The same entry with what a learned route made of its request. */
    public Entry withPicked(Optional<Picked> its) {
        return new Entry(
                requestId,
                origin,
                arrived,
                who,
                asked,
                answered,
                attempts,
                bill,
                losses,
                adjustments,
                outcome,
                traceId,
                its);
    }

    private Entry with(Who known) {
        return new Entry(
                requestId,
                origin,
                arrived,
                known,
                asked,
                answered,
                attempts,
                bill,
                losses,
                adjustments,
                outcome,
                traceId,
                picked);
    }

    /**
     * Which record of which writer something is: no two are the same.
     *
     * @param writer one run of one process
     * @param sequence counts the records of the writer
     */
    public record Origin(long writer, long sequence) {}

    /**
     * Who asked; empty where nobody was recognised.
     *
     * @param team which part of the tenant the caller belongs to
     * @param endUser which of the caller's own users, as the settings want it kept: a digest or the name itself
     * @param metadata words that the request was told with
     */
    public record Who(
            Optional<String> caller,
            Optional<String> tenant,
            Optional<String> plan,
            Optional<String> team,
            Optional<String> endUser,
            Map<String, String> metadata) {
        /** Takes a defensive copy in the same order. */
        public Who {
            metadata = metadata.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        }

        /** The same, told with this. */
        public Who told(Map<String, String> words) {
            return new Who(caller, tenant, plan, team, endUser, words);
        }

        /** A caller of no team, whose request was told with no metadata. */
        public Who(Optional<String> caller, Optional<String> tenant, Optional<String> plan, Optional<String> endUser) {
            this(caller, tenant, plan, Optional.empty(), endUser, Map.of());
        }

        /** A caller that told nothing of its users. */
        public Who(Optional<String> caller, Optional<String> tenant, Optional<String> plan) {
            this(caller, tenant, plan, Optional.empty());
        }

        /** Nobody that we know. */
        public static final Who UNKNOWN = new Who(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * What was asked for.
     *
     * @param name the model or route as the caller named it
     * @param route the route that this name stands for
     * @param dialect the caller's dialect
     */
    public record Asked(String name, Optional<String> route, String dialect, boolean streamed) {}

    /**
     * Who answered, or was tried last; empty where nobody was.
     *
     * @param model our name of the model
     * @param upstreamId the provider's id of the model, as we asked for it
     * @param reported the underlying model as the provider named it
     * @param dialect the provider's dialect
     */
    public record Answered(
            Optional<String> model,
            Optional<String> provider,
            Optional<String> upstreamId,
            Optional<String> reported,
            Optional<String> dialect) {
        /** Nobody was tried. */
        public static final Answered NOBODY =
                new Answered(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * What it came to.
     *
     * @param usage of the attempt that is billed
     * @param cost what the caller is billed: the attempt that served, or was being served
     * @param wasted what the other attempts cost
     */
    public record Bill(Usage usage, UsageSource source, Cost cost, Cost wasted) {}

    /**
     * How it ended.
     *
     * @param status the HTTP status that the caller was told
     * @param failure the stable code of the failure
     * @param detail the operator's words for the failure
     * @param firstToken from the arrival to the first content
     * @param duration from the arrival to the end
     */
    public record Outcome(
            int status,
            Optional<String> failure,
            Optional<String> detail,
            EndedAs endedAs,
            Optional<Duration> firstToken,
            Duration duration) {}
}
