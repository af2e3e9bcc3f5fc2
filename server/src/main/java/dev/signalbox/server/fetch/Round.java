package dev.signalbox.server.fetch;

import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.settings.FetchSettings;
import dev.signalbox.wire.model.Media;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is read for one exchange: every address once, one after the other, within limits that hold for all of them. */
public final class Round {
    private static final String WHERE = "messages";

    private final Fetcher fetcher;
    private final FetchSettings settings;
    private final Fetcher.Waiting waiting;
    private final Map<String, Media.Inline> known = new HashMap<>();
    private final Map<String, Failure.BadRequest> failed = new HashMap<>();
    private long bytesLeft;
    private long nanosLeft;

    Round(Fetcher fetcher, FetchSettings settings, Fetcher.Waiting waiting) {
        this.fetcher = fetcher;
        this.settings = settings;
        this.waiting = waiting;
        this.bytesLeft = settings.maxTotal();
        this.nanosLeft = settings.timeout().toNanos();
    }

    /**
     * What these addresses hold. Blocks; called on a virtual thread.
     *
     * @throws Refused if one of them cannot be had
     */
    public Map<String, Media.Inline> media(List<String> addresses) {
        if (!settings.enabled()) {
            throw refused("addresses_not_read", "this gateway does not read addresses (expected: inline data)");
        }
        Map<String, Media.Inline> media = new LinkedHashMap<>();
        for (String address : addresses) {
            Media.Inline here = known.get(address);
            if (here == null) {
                here = read(address);
                known.put(address, here);
            }
            media.put(address, here);
        }
        return media;
    }

    private Media.Inline read(String address) {
        if (failed.containsKey(address)) {
            throw new Refused(failed.get(address));
        }
        if (known.size() >= settings.maxAddresses()) {
            throw refused(
                    "too_many_addresses",
                    "more than " + settings.maxAddresses() + " addresses (expected: at most that many)");
        }
        long began = System.nanoTime();
        try {
            byte[] bytes = new Fetching(fetcher, settings, waiting, began + nanosLeft, bytesLeft).read(address);
            String type = Sniffing.mediaType(bytes)
                    .orElseThrow(() -> new Unfetched(
                            Outcome.NOT_MEDIA,
                            "is neither a picture nor a PDF (expected: PNG, JPEG, GIF, WebP or PDF)"));
            bytesLeft -= bytes.length;
            fetcher.observer().fetched(Outcome.FETCHED, bytes.length);
            return new Media.Inline(type, Base64.getEncoder().encodeToString(bytes));
        } catch (Unfetched e) {
            throw told(address, e);
        } finally {
            nanosLeft -= System.nanoTime() - began;
        }
    }

    private Refused told(String address, Unfetched why) {
        if (why.outcome() == Outcome.ABANDONED || waiting.hangUp().happened()) {
            fetcher.observer().fetched(Outcome.ABANDONED, 0);
            return new Refused(new Failure.CallerGone("while an address was read"));
        }
        fetcher.observer().fetched(why.outcome(), 0);
        Refused refused = refused(
                "address_" + why.outcome().word(),
                "address \"" + Destination.shown(address) + "\" " + why.getMessage());
        if (refused.failure() instanceof Failure.BadRequest failure) {
            failed.put(address, failure);
        }
        return refused;
    }

    private static Refused refused(String code, String detail) {
        return new Refused(new Failure.BadRequest(code, WHERE + ": " + detail, Optional.of(WHERE)));
    }
}
