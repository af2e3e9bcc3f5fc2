package dev.signalbox.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * What somebody reads who has just started the demo: enough to call it at once.
 *
 * @param realProviders those that take part, in words
 */
record Greeting(URI endpoint, String key, Path ledger, List<String> realProviders) {

    Greeting {
        realProviders = List.copyOf(realProviders);
    }

    String text() {
        String others = realProviders.isEmpty()
                ? "; real ones join when OPENAI_API_KEY, ANTHROPIC_API_KEY ... are set"
                : "; " + String.join("; ", realProviders);
        return """
                Signalbox is up, with a demo configuration (write a signalbox.yaml to serve your own).

                  endpoint   %1$s (this machine only)
                  key        %2$s
                  route      assistant: sim-small, and sim-large if that fails
                  providers  simulated%3$s
                  ledger     %4$s

                Ask it:

                curl %1$s/v1/chat/completions \\
                  -H "Authorization: Bearer %2$s" \\
                  -H "Content-Type: application/json" \\
                  -d '{"model": "assistant", "messages": [{"role": "user", "content": "Hello!"}]}'

                Ask it and watch the answer come:

                curl -N %1$s/v1/messages \\
                  -H "x-api-key: %2$s" \\
                  -H "anthropic-version: 2023-06-01" \\
                  -H "Content-Type: application/json" \\
                  -d '{"model": "assistant", "max_tokens": 200, "stream": true, "messages": [{"role": "user", "content": "Hello!"}]}'

                Point an SDK at it:

                export OPENAI_BASE_URL=%1$s/v1
                export OPENAI_API_KEY=%2$s
                export ANTHROPIC_BASE_URL=%1$s
                export ANTHROPIC_AUTH_TOKEN=%2$s

                What was used so far:  ./signalbox report usage --by model --ledger "%4$s"

                """.formatted(endpoint, key, others, ledger);
    }
}
