package dev.signalbox.cli.router.compare;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * How prompts are asked.
 *
 * @param ways the one that the others are held against stands at {@code against}
 * @param keys by the name of a team, the key of its caller
 * @param most dollars that are spent at most; infinite for no limit
 * @param perSecond requests that begin in a second; infinite for no limit
 * @param mostTokens of one answer
 */
public record CompareOptions(
        List<Way> ways,
        int against,
        UnaryOperator<String> keys,
        Optional<Grader> grader,
        Optional<Judge> judge,
        int atOnce,
        double perSecond,
        double most,
        boolean streams,
        OptionalInt mostTokens,
        long seed) {

    /** Takes a defensive copy. */
    public CompareOptions {
        ways = List.copyOf(ways);
    }

    boolean isGraded() {
        return grader.isPresent() || judge.isPresent();
    }

    String gradedBy() {
        return judge.map(its -> "judge " + its.model())
                .or(() -> grader.map(Grader::toString))
                .orElse("nobody");
    }
}
