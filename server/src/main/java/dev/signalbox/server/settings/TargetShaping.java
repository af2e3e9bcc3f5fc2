package dev.signalbox.server.settings;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is made of a request on its way to one target.
 *
 * @param set header fields that are sent in place of others of their name
 * @param remove header fields that are not sent
 */
public record TargetShaping(Map<String, Secret> set, List<String> remove, Parameters parameters) {
    private static final TargetShaping NONE = new TargetShaping(
            Map.of(), List.of(), new Parameters(Optional.empty(), Optional.empty(), OptionalLong.empty()));

    /** Takes defensive copies. */
    public TargetShaping {
        set = Checks.inOrder(set);
        remove = List.copyOf(remove);
    }

    /** A request goes as it is. */
    public static TargetShaping none() {
        return NONE;
    }

    /** Values that stand in place of the caller's; absent where the caller decides. */
    public record Parameters(Optional<BigDecimal> temperature, Optional<BigDecimal> topP, OptionalLong maxTokens) {
        /** Whether the caller decides everything. */
        public boolean isEmpty() {
            return temperature.isEmpty() && topP.isEmpty() && maxTokens.isEmpty();
        }
    }
}
