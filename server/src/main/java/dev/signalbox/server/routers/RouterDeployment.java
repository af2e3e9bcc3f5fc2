package dev.signalbox.server.routers;

import dev.signalbox.server.routers.template.At;
import dev.signalbox.server.settings.RouteMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A deployment of a model router.
 *
 * @param skuAt where its kind is said
 * @param capacity in units of a thousand tokens and one request a minute; absent where it is left open
 * @param version of the router at Azure
 * @param subset the models that may serve; empty for all of the pool
 * @param remarks what is lost of it, and what was assumed
 */
public record RouterDeployment(
        String name,
        At at,
        Sku sku,
        At skuAt,
        OptionalLong capacity,
        Optional<String> version,
        Optional<RouteMode> mode,
        List<ModelReference> subset,
        List<Remark> remarks) {
    public RouterDeployment {
        subset = List.copyOf(subset);
        remarks = List.copyOf(remarks);
    }

    /** The kinds of deployments that there are of model routers, with what each has by default. */
    public enum Sku {
        /** Processed anywhere. */
        GLOBAL("GlobalStandard", 250),
        /** Processed in one zone of data. */
        DATA_ZONE("DataZoneStandard", 150);

        private final String word;
        private final long usual;

        Sku(String word, long usual) {
            this.word = word;
            this.usual = usual;
        }

        public String word() {
            return word;
        }

        /** The capacity where none is said. */
        public long usual() {
            return usual;
        }
    }

    /** The units that hold. */
    public long units() {
        return capacity.orElse(sku.usual());
    }
}
