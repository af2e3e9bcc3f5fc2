package dev.signalbox.server.sdk;

import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolUseBlock;
import com.openai.core.JsonValue;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import java.util.List;
import java.util.Map;

/** A tool that takes a city, as each client describes it. */
final class Weather {
    private static final Map<String, Object> CITY = Map.of("type", "string", "description", "the name of a city");

    private Weather() {}

    static FunctionDefinition openAi(String name) {
        return FunctionDefinition.builder()
                .name(name)
                .description("Knows about cities.")
                .parameters(FunctionParameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty("properties", JsonValue.from(Map.of("city", CITY)))
                        .putAdditionalProperty("required", JsonValue.from(List.of("city")))
                        .build())
                .build();
    }

    static Tool anthropic(String name) {
        return Tool.builder()
                .name(name)
                .description("Knows about cities.")
                .inputSchema(Tool.InputSchema.builder()
                        .properties(Tool.InputSchema.Properties.builder()
                                .putAdditionalProperty("city", com.anthropic.core.JsonValue.from(CITY))
                                .build())
                        .addRequired("city")
                        .build())
                .build();
    }

    /** The city that a call names. */
    static String city(ToolUseBlock call) {
        Map<?, ?> input = call._input().convert(Map.class);
        return input == null ? "" : String.valueOf(input.get("city"));
    }
}
