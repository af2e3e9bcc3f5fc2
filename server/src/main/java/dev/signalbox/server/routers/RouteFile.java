package dev.signalbox.server.routers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.server.settings.RouteMode;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The file of an imported route: YAML that anybody may read and change. Its head keeps the deployment and a digest of the rest,
 * by which a change by hand is seen.
 */
public final class RouteFile {
    private static final String DIGEST = "# digest: ";
    private static final String DEPLOYMENT = "# deployment: ";

    private RouteFile() {}

    /**
     * What the file says.
     *
     * @param models the names of configured models
     * @param zones where its requests may be processed; empty for anywhere
     * @param weights the version that it is pinned to
     */
    static String text(RouterDeployment deployment, List<String> models, List<String> zones, Optional<String> weights) {
        StringBuilder text = new StringBuilder();
        text.append("# The model router ")
                .append(deployment.name())
                .append(", imported. Importing it again writes this file anew; once it\n");
        text.append("# was changed by hand it is left alone.\n");
        text.append(DEPLOYMENT)
                .append(new String(JsonCodec.write(resource(deployment)), UTF_8))
                .append('\n');
        text.append("strategy: learned\n");
        text.append("mode: ").append(mode(deployment)).append('\n');
        weights.ifPresent(
                version -> text.append("weights: ").append(quoted(version)).append('\n'));
        if (!models.isEmpty()) {
            text.append("models: ").append(list(models)).append('\n');
        }
        if (!zones.isEmpty()) {
            text.append("zones: ").append(list(zones)).append('\n');
        }
        text.append("limits:\n  requests-per-minute: ")
                .append(deployment.units())
                .append('\n');
        text.append("  tokens-per-minute: ").append(deployment.units()).append("k\n");
        return DIGEST + digest(text.toString()) + '\n' + text;
    }

    private static String mode(RouterDeployment deployment) {
        return deployment.mode().orElse(RouteMode.BALANCED).word();
    }

    /** The deployment as Azure would tell it. */
    static Json.Obj resource(RouterDeployment deployment) {
        Json models = Json.array(deployment.subset().stream()
                .map(model -> Json.object(
                        fields -> fields.maybe("format", model.format().map(Json::text))
                                .put("name", model.name())
                                .maybe("version", model.version().map(Json::text))))
                .toList());
        return Json.object(fields -> fields.put("name", deployment.name())
                .put(
                        "sku",
                        Json.object(
                                sku -> sku.put("name", deployment.sku().word()).put("capacity", deployment.units())))
                .put(
                        "properties",
                        Json.object(properties -> properties
                                .put(
                                        "model",
                                        Json.object(model -> model.put("format", "OpenAI")
                                                .put("name", DeploymentReading.ROUTER)
                                                .maybe(
                                                        "version",
                                                        deployment.version().map(Json::text))))
                                .put(
                                        "routing",
                                        Json.object(routing -> routing.put("mode", mode(deployment))
                                                .put("models", models))))));
    }

    /** Whether it is as it was written here. */
    static boolean isUntouched(String text) {
        int end = text.indexOf('\n');
        return text.startsWith(DIGEST)
                && end > 0
                && text.substring(DIGEST.length(), end).equals(digest(text.substring(end + 1)));
    }

    /** The deployment that the file was made of, where it is as it was written. */
    public static Optional<String> deployment(String text) {
        return isUntouched(text)
                ? text.lines()
                        .filter(line -> line.startsWith(DEPLOYMENT))
                        .map(line -> line.substring(DEPLOYMENT.length()))
                        .findFirst()
                : Optional.empty();
    }

    private static String list(List<String> words) {
        return words.stream().map(RouteFile::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String word) {
        return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
