package dev.signalbox.server.routing;

import java.util.Optional;

/**
 * What became of a learned route whose models cost something else than what its bands were solved at.
 *
 * @param failure why it goes on by the former prices; absent where its bands are solved anew
 */
public record Repriced(String route, Optional<String> failure) {}
