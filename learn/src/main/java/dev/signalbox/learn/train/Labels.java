package dev.signalbox.learn.train;

import dev.signalbox.learn.data.Prompt;
import java.util.List;
import java.util.Optional;

/**
 * What a prompt's category, of the form {@code task/rest}, says of it. Domains are the fourteen categories of MMLU-Pro (Wang et
 * al. 2024, arXiv:2406.01574).
 */
final class Labels {
    static final List<String> DOMAINS = List.of(
            "biology",
            "business",
            "chemistry",
            "computer science",
            "economics",
            "engineering",
            "health",
            "history",
            "law",
            "math",
            "other",
            "philosophy",
            "physics",
            "psychology");

    private Labels() {}

    /** The kind of task. */
    static Optional<String> task(Prompt prompt) {
        int slash = prompt.category().indexOf('/');
        return slash > 0 ? Optional.of(prompt.category().substring(0, slash)) : Optional.empty();
    }

    /** The field of knowledge, as far as the category tells it. */
    static Optional<String> domain(Prompt prompt) {
        String category = prompt.category();
        int slash = category.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String rest = category.substring(slash + 1);
        return switch (category.substring(0, slash)) {
            case "knowledge" -> DOMAINS.contains(rest) ? Optional.of(rest) : Optional.empty();
            case "math" -> Optional.of("math");
            case "code" -> Optional.of("computer science");
            default -> Optional.empty();
        };
    }
}
