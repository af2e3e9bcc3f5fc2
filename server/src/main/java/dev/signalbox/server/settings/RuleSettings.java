package dev.signalbox.server.settings;

import java.util.Optional;

/**
 * One rule of a route: requests that fit are served by the targets of the branch with the same number.
 *
 * @param id what it is called, in reasons and metrics
 * @param query what selects its targets; absent where they are named
 */
public record RuleSettings(String id, ConditionSettings when, Optional<CatalogueQuery> query) {
    /** Rejects names that metrics could not carry. */
    public RuleSettings {
        Checks.that(TaskPattern.isTask(id), "id", '"' + id + '"', "small letters, digits and hyphens");
    }
}
