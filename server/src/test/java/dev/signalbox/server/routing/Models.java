package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.settings.Capability;
import dev.signalbox.server.settings.CeilingSettings;
import dev.signalbox.server.settings.DialectName;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.ProviderSettings;
import dev.signalbox.server.settings.TargetSettings;
import dev.signalbox.server.settings.ThinkingSettings;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Targets of which it matters what they can do. */
final class Models {
    private Models() {}

    static Target able(String name, Capability... can) {
        return target(name, OptionalLong.empty(), OptionalLong.empty(), Set.of(can));
    }

    static Target holding(String name, long context) {
        return target(name, OptionalLong.of(context), OptionalLong.empty(), Set.of());
    }

    static Target holding(String name, long context, long output) {
        return target(name, OptionalLong.of(context), OptionalLong.of(output), Set.of());
    }

    private static Target target(String name, OptionalLong context, OptionalLong output, Set<Capability> can) {
        ModelSettings model = new ModelSettings(
                name,
                "provider",
                name,
                Optional.empty(),
                Optional.empty(),
                context,
                output,
                can,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ThinkingSettings.none(),
                Optional.empty(),
                Optional.empty(),
                CeilingSettings.none(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
        ProviderSettings provider =
                ProviderSettings.of("provider", DialectName.OPENAI, URI.create("http://127.0.0.1:1/v1"));
        return new Target(name, model, provider, name, TargetSettings.of(name));
    }
}
