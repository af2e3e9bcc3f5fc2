package dev.signalbox.server.exchange;

import dev.signalbox.wire.dialect.TokenCount;
import java.util.Optional;

/**
 * The tokens of a request, counted or estimated, without an answer.
 *
 * @param target whose tokens they are: the one that counted, else the first that would have been asked for an answer
 * @param why why no provider counted them: a bounded word; absent where one did
 */
public record Counted(TokenCount count, Target target, Optional<String> why) {}
