package dev.signalbox.server.routers;

import dev.signalbox.server.routers.template.At;
import java.util.Optional;

/**
 * A model as a deployment names it.
 *
 * @param format whose it is, such as {@code OpenAI}
 * @param version such as {@code 2025-08-07}
 */
public record ModelReference(String name, Optional<String> format, Optional<String> version, String path, At at) {
    /** As a user would say it. */
    public String words() {
        return name + version.map(its -> " of version " + its).orElse("");
    }
}
