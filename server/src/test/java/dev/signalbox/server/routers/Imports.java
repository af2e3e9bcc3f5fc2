package dev.signalbox.server.routers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.config.Problem;
import dev.signalbox.server.config.WeightsFiles;
import dev.signalbox.server.routers.template.Node;
import dev.signalbox.server.routers.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Imports of tests: a configuration in a folder of its own, and templates. */
record Imports(Path directory, RouterImport.Wishes wishes) {
    static final String CONFIGURATION = """
            providers:
              openai: { dialect: openai, key: "${OPENAI_API_KEY}" }
              anthropic: { dialect: anthropic, key: "${ANTHROPIC_API_KEY}" }
            models:
              gpt-4o: { provider: openai, id: gpt-4o-2024-05-13, zone: global }
              small: { provider: openai, id: gpt-4o-mini-2024-07-18, zone: eu }
              sonnet: { provider: anthropic, id: claude-3-5-sonnet-20240620, zone: eu }
            routers: { folder: routers }
            callers:
              me: { key: "sha256:df5b52e37377f8663763c1c7c05bfd197f111104a5022163874a2d112c959efa" }
            """;

    static final String ARM = """
            {
              "type": "Microsoft.CognitiveServices/accounts/deployments",
              "apiVersion": "2025-10-01-preview",
              "name": "account/model-router-prod",
              "sku": { "name": "GlobalStandard", "capacity": 10 },
              "properties": {
                "model": { "format": "OpenAI", "name": "model-router", "version": "2025-11-18" },
                "routing": {
                  "mode": "quality",
                  "models": [
                    { "format": "OpenAI", "name": "gpt-4o", "version": "2024-05-13" },
                    { "format": "OpenAI", "name": "gpt-4o-mini", "version": "2024-07-18" }
                  ]
                }
              }
            }
            """;

    static final String BICEP = """
            @description('Where it lies')
            param location string = resourceGroup().location
            param prefix string = 'model-router'
            @allowed([
              'balanced'
              'cost'
            ])
            param mode string = 'balanced'
            var subset = [
              { format: 'OpenAI', name: 'gpt-4o', version: '2024-05-13' } // the large one
              { format: 'Anthropic', name: 'claude-3-5-sonnet', version: '20240620' }
            ]

            resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' existing = {
              name: 'house'
            }

            resource router 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = {
              parent: account
              name: '${prefix}-dev'
              sku: {
                name: 'GlobalStandard'
              }
              properties: {
                model: { format: 'OpenAI', name: 'model-router', version: '2025-11-18' }
                raiPolicyName: 'Microsoft.DefaultV2'
                routingConfiguration: {
                  mode: mode
                  modelSubset: subset
                }
              }
            }

            output name string = router.name
            """;

    static Imports in(Path directory) {
        return in(directory, CONFIGURATION);
    }

    static Imports in(Path directory, String configuration) {
        try {
            Files.writeString(directory.resolve("signalbox.yaml"), configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Imports(directory, RouterImport.Wishes.none());
    }

    Imports wishing(List<String> zones, Map<String, String> models, boolean force) {
        return new Imports(directory, new RouterImport.Wishes(zones, models, java.util.Optional.empty(), force));
    }

    RouterImport work() {
        Map<String, String> environment = Map.of("OPENAI_API_KEY", "key-1", "ANTHROPIC_API_KEY", "key-2");
        return new RouterImport(directory.resolve("signalbox.yaml"), environment::get, new WeightsFiles(), wishes);
    }

    RouterImport.Outcome of(String file, String text, Map<String, String> set) {
        Map<String, Node> given = new LinkedHashMap<>();
        set.forEach((name, value) -> given.put(name, Template.given(value)));
        return work().template(file, Template.Language.of(file, text), text, given);
    }

    RouterImport.Outcome.Ready ready(String file, String text) {
        RouterImport.Outcome outcome = of(file, text, Map.of());
        assertThat(outcome).isInstanceOf(RouterImport.Outcome.Ready.class);
        return (RouterImport.Outcome.Ready) outcome;
    }

    /** What is wrong, as a user sees it. */
    List<String> problems(String file, String text) {
        return of(file, text, Map.of()) instanceof RouterImport.Outcome.Refused(List<Problem> problems)
                ? problems.stream().map(Problem::toString).toList()
                : List.of();
    }

    RouterImport.Outcome.Ready written(String file, String text) throws IOException {
        RouterImport.Outcome.Ready ready = ready(file, text);
        for (PlannedRouter router : ready.routers()) {
            ready.folder().write(router.name(), router.text());
        }
        return ready;
    }
}
