package dev.signalbox.simulator.log;

import java.util.Map;

/**
 * What the simulator has counted since its start or its last reset.
 *
 * @param requests requests for answers (and counts) that arrived completely; lists of models are not counted
 * @param answered those whose reply was sent to its end
 * @param broken those that a fault broke off
 * @param aborted those whose client went away before the end
 * @param faulted those that any fault hit
 * @param open those whose reply is not complete
 * @param connections connections that were accepted
 * @param openConnections those of them that are open
 * @param byModel requests by model
 * @param byStatus replies by status
 */
public record SimulatorStats(
        long requests,
        long answered,
        long broken,
        long aborted,
        long faulted,
        long open,
        long connections,
        long openConnections,
        Map<String, Long> byModel,
        Map<Integer, Long> byStatus) {
    public SimulatorStats {
        byModel = Map.copyOf(byModel);
        byStatus = Map.copyOf(byStatus);
    }

    /** Requests for one model. */
    public long requests(String model) {
        return byModel.getOrDefault(model, 0L);
    }
}
