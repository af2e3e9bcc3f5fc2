package dev.signalbox.simulator.serve;

import dev.signalbox.simulator.script.Pace;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The pace of each model, which may change while requests are served. */
public final class Paces {
    private final Map<String, Pace> byModel = new ConcurrentHashMap<>();
    private volatile Pace usual;

    public Paces(Pace usual) {
        this.usual = usual;
    }

    public void setAll(Pace pace) {
        usual = pace;
    }

    public void set(String model, Pace pace) {
        byModel.put(model, pace);
    }

    public Pace of(String model) {
        return byModel.getOrDefault(model, usual);
    }
}
