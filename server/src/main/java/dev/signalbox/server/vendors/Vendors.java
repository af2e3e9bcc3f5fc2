package dev.signalbox.server.vendors;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.server.settings.DialectName;
import dev.signalbox.server.settings.QuirkSettings;
import dev.signalbox.wire.dialect.Prefill;
import dev.signalbox.wire.dialect.Quirks;
import dev.signalbox.wire.dialect.ToolIds;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The known vendors, by the words that users write. A word that is not known is a label and means nothing here. */
public final class Vendors {
    private final Map<String, Vendor> byName = new LinkedHashMap<>();
    private final Hosts hosts;

    private Vendors(List<Vendor> vendors) {
        vendors.forEach(vendor -> byName.put(vendor.name(), vendor));
        this.hosts = Hosts.of(byName.values());
    }

    /** Those that come with the program. */
    public static Vendors load() {
        try (InputStream in = Vendors.class.getResourceAsStream("vendors.txt")) {
            if (in == null) {
                throw new IllegalStateException("vendors.txt: missing (expected: beside the class in the jar)");
            }
            return read(new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Those of this text; its form is explained at the head of {@code vendors.txt}.
     *
     * @throws IllegalArgumentException naming the line that cannot be read
     */
    public static Vendors read(String text) {
        return new Vendors(VendorTable.read(text));
    }

    /** All of them, in the order of the table. */
    public List<Vendor> all() {
        return List.copyOf(byName.values());
    }

    /** Their words. */
    public Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    public Optional<Vendor> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Whose this host is; where one vendor serves two dialects there, the earlier entry. */
    public Optional<Vendor> ofHost(String host) {
        return hosts.owner(host);
    }

    /**
     * In what a provider differs from the owner of its dialect: its own quirks first, then those of its vendor, which were
     * found where the vendor speaks the dialect of the table.
     */
    public Quirks quirks(Optional<String> vendor, DialectName dialect, QuirkSettings own) {
        QuirkSettings known = vendor.flatMap(this::find)
                .filter(row -> isFamily(row.dialect(), dialect))
                .map(Vendor::quirks)
                .orElse(QuirkSettings.none());
        return of(own.over(known));
    }

    /** Azure speaks OpenAI's dialect under other addresses. */
    private static boolean isFamily(DialectName one, DialectName other) {
        return one == other
                || Set.of(DialectName.OPENAI, DialectName.AZURE_OPENAI).containsAll(Set.of(one, other));
    }

    private static Quirks of(QuirkSettings said) {
        return new Quirks(
                said.outputCap(),
                said.refused().orElse(Set.of()),
                said.refusedInMessages().orElse(Set.of()),
                said.renamed().orElse(Map.of()),
                said.mostTemperature(),
                said.streamOptions().orElse(true),
                said.jsonSchema().orElse(true),
                said.developerRole().orElse(true),
                said.imageAddresses().orElse(true),
                said.reasoningField(),
                said.thoughtSignatures().orElse(false),
                said.toolIds().map(pattern -> new ToolIds(Pattern.compile(pattern))),
                said.strictTools().orElse(true),
                said.toolChoices().orElse(Set.of()),
                said.prefill().map(style -> Prefill.valueOf(style.name())));
    }
}
