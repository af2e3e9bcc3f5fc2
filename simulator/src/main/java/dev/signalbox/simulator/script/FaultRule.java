package dev.signalbox.simulator.script;

/**
 * A fault and the requests that it hits.
 *
 * @param model only requests for this model; empty for all
 * @param path only requests whose path begins so; empty for all
 */
public record FaultRule(Fault fault, Trigger trigger, String model, String path) {
    /** Hits every request. */
    public static FaultRule always(Fault fault) {
        return new FaultRule(fault, new Trigger.Always(), "", "");
    }

    /** Hits the next {@code times} requests. */
    public static FaultRule next(int times, Fault fault) {
        return new FaultRule(fault, new Trigger.Next(0, times), "", "");
    }

    /** Hits each {@code every}-th request. */
    public static FaultRule every(int every, Fault fault) {
        return new FaultRule(fault, new Trigger.Every(every), "", "");
    }

    /** Hits a share of the requests, chosen by the seed. */
    public static FaultRule chance(double probability, long seed, Fault fault) {
        return new FaultRule(fault, new Trigger.Chance(probability, seed), "", "");
    }

    public FaultRule forModel(String only) {
        return new FaultRule(fault, trigger, only, path);
    }

    public FaultRule forPath(String beginning) {
        return new FaultRule(fault, trigger, model, beginning);
    }

    boolean looksAt(String requestPath, String requestModel) {
        return (model.isEmpty() || model.equals(requestModel)) && requestPath.startsWith(path);
    }
}
