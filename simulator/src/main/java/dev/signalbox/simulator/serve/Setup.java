package dev.signalbox.simulator.serve;

import dev.signalbox.simulator.log.RequestLog;
import dev.signalbox.simulator.script.Faults;
import java.util.List;
import java.util.OptionalInt;

/** Everything that the server needs, made before it opens. */
public record Setup(
        String host,
        int port,
        int maxBodyBytes,
        List<String> models,
        boolean onlyListedModels,
        OptionalInt cachedTokens,
        long seed,
        Voices voices,
        Faults faults,
        Paces paces,
        RequestLog log) {}
