package dev.signalbox.server.planning;

import dev.signalbox.server.exchange.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A rule made at random, and whether a request meets it, told apart from the code that routes.
 *
 * @param told the word {@code team} of its metadata
 * @param use what serves it, as YAML
 */
record RandomRule(
        Optional<String> caller,
        Optional<String> tenant,
        Optional<String> team,
        Optional<String> told,
        Optional<Boolean> tools,
        String use) {
    static final List<String> TENANTS = List.of("north", "south");
    static final List<String> TEAMS = List.of("search", "sales");
    static final List<String> TOLD = List.of("red", "blue");

    /** With at least one condition. */
    static RandomRule of(SplittableRandom random, String use) {
        RandomRule rule = new RandomRule(
                maybe(random, List.of("c0", "c1", "c*")),
                maybe(random, List.of("north", "south", "nor*", "\"*\"")),
                maybe(random, List.of("search", "sales", "[search, sales]", "sa*")),
                maybe(random, List.of("red", "blue", "\"*\"")),
                maybe(random, List.of(true, false)),
                use);
        return rule.conditions().isEmpty() ? of(random, use) : rule;
    }

    private static <T> Optional<T> maybe(SplittableRandom random, List<T> values) {
        return random.nextInt(3) == 0 ? Optional.of(values.get(random.nextInt(values.size()))) : Optional.empty();
    }

    String yaml() {
        return "{ when: { " + String.join(", ", conditions()) + " }, use: " + use + " }";
    }

    private List<String> conditions() {
        List<String> conditions = new ArrayList<>();
        caller.ifPresent(word -> conditions.add("callers: " + word));
        tenant.ifPresent(word -> conditions.add("tenants: " + word));
        team.ifPresent(word -> conditions.add("teams: " + word));
        told.ifPresent(word -> conditions.add("metadata: { team: " + word + " }"));
        tools.ifPresent(word -> conditions.add("tools: " + word));
        return conditions;
    }

    boolean fits(Caller who, Optional<String> saidTeam, boolean offersTools) {
        return is(caller, Optional.of(who.name()))
                && is(tenant, who.tenant())
                && is(team, who.team())
                && is(told, saidTeam)
                && (tools.isEmpty() || tools.get() == offersTools);
    }

    private static boolean is(Optional<String> wanted, Optional<String> found) {
        if (wanted.isEmpty()) {
            return true;
        }
        if (found.isEmpty()) {
            return false;
        }
        for (String word : wanted.get().replaceAll("[\\[\\]\" ]", "").split(",")) {
            boolean open = word.endsWith("*");
            if (open
                    ? found.get().startsWith(word.substring(0, word.length() - 1))
                    : found.get().equals(word)) {
                return true;
            }
        }
        return false;
    }
}
