package dev.signalbox.server.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.settings.LifecycleSettings;
import dev.signalbox.server.settings.LifecycleSettings.Stage;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The header fields of what goes away: Deprecation (RFC 9745), Sunset (RFC 8594), and links to a page (of the relation
 * {@code sunset}, or {@code deprecation} while no end is known) and to the successor (RFC 5829).
 */
final class LifecycleHeaders {
    /** The one form of dates that HTTP sends (RFC 9110, section 5.6.7): two digits for each day of a month. */
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH);

    private static final String UNRESERVED = "-._~/:";

    private LifecycleHeaders() {}

    /** Nothing for what stays, or is not announced to go. */
    static void add(Headers.Builder fields, Optional<LifecycleSettings> lifecycle, Instant now) {
        lifecycle.filter(going -> going.stage(now) != Stage.ACTIVE).ifPresent(going -> {
            fields.add("deprecation", "@" + going.deprecatedAt().getEpochSecond());
            going.sunsetAt().ifPresent(end -> fields.add("sunset", date(end)));
            going.link().ifPresent(page -> page(fields, page, going.sunset().isPresent() ? "sunset" : "deprecation"));
            going.successor().ifPresent(name -> successor(fields, name));
        });
    }

    /** What a refusal tells. */
    static void add(Headers.Builder fields, Failure.Retired retired) {
        fields.add("sunset", date(retired.sunset()));
        retired.link().ifPresent(page -> page(fields, page, "sunset"));
        retired.successor().ifPresent(name -> successor(fields, name));
    }

    private static void page(Headers.Builder fields, URI page, String relation) {
        fields.add("link", "<" + page + ">; rel=\"" + relation + '"');
    }

    private static void successor(Headers.Builder fields, String name) {
        fields.add("link", "</v1/models/" + encoded(name) + ">; rel=\"successor-version\"");
    }

    private static String date(Instant instant) {
        return HTTP_DATE.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** A name in the path of an address: what has a meaning there is written in percents. */
    private static String encoded(String name) {
        StringBuilder out = new StringBuilder();
        for (byte b : name.getBytes(US_ASCII)) {
            if (Character.isLetterOrDigit(b) || UNRESERVED.indexOf(b) >= 0) {
                out.append((char) b);
            } else {
                out.append('%').append(String.format(Locale.ROOT, "%02X", b));
            }
        }
        return out.toString();
    }
}
