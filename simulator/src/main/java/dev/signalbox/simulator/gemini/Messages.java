package dev.signalbox.simulator.gemini;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of the API's request messages, with what may stand there: a scalar, a message, {@code [list]}, {@code {map}}, or
 * {@code any} for what is not looked into.
 */
final class Messages {
    private static final String EVERYWHERE = """
            Content role:string parts:[Part]
            Part text:string inlineData:Blob fileData:FileData functionCall:FunctionCall \
            functionResponse:FunctionResponse executableCode:any codeExecutionResult:any thought:boolean \
            thoughtSignature:string videoMetadata:any partMetadata:any mediaResolution:any toolCall:any toolResponse:any
            Blob mimeType:string data:bytes displayName:string
            FileData mimeType:string fileUri:string displayName:string
            FunctionCall id:string name:string args:object
            FunctionResponse id:string name:string response:object parts:any willContinue:boolean scheduling:string
            Tool functionDeclarations:[FunctionDeclaration] googleSearch:any googleSearchRetrieval:any codeExecution:any \
            urlContext:any computerUse:any fileSearch:any googleMaps:any mcpServers:any retrieval:any
            FunctionDeclaration name:string description:string behavior:string parameters:Schema \
            parametersJsonSchema:any response:Schema responseJsonSchema:any
            ToolConfig functionCallingConfig:FunctionCallingConfig retrievalConfig:any \
            includeServerSideToolInvocations:boolean
            FunctionCallingConfig mode:string allowedFunctionNames:[string]
            SafetySetting category:string threshold:string method:string
            GenerationConfig stopSequences:[string] responseMimeType:string responseSchema:Schema \
            responseJsonSchema:any _responseJsonSchema:any responseModalities:[string] candidateCount:integer \
            maxOutputTokens:integer temperature:number topP:number topK:number seed:integer presencePenalty:number \
            frequencyPenalty:number responseLogprobs:boolean logprobs:integer enableEnhancedCivicAnswers:boolean \
            speechConfig:any thinkingConfig:ThinkingConfig imageConfig:any mediaResolution:string
            ThinkingConfig includeThoughts:boolean thinkingBudget:integer thinkingLevel:string
            Schema type:string format:string title:string description:string nullable:boolean enum:[string] \
            maxItems:integer minItems:integer properties:{Schema} required:[string] minProperties:integer \
            maxProperties:integer minLength:integer maxLength:integer pattern:string example:any anyOf:[Schema] \
            propertyOrdering:[string] default:any items:Schema minimum:number maximum:number
            """;
    private static final String REQUEST = "contents:[Content] systemInstruction:Content tools:[Tool]"
            + " toolConfig:ToolConfig safetySettings:[SafetySetting] generationConfig:GenerationConfig"
            + " cachedContent:string ";
    private static final Map<String, Map<String, String>> ON_ITS_OWN = read(EVERYWHERE
            + "GenerateContentRequest model:string serviceTier:string store:boolean " + REQUEST
            + "\nCountTokensRequest model:string contents:[Content] generateContentRequest:GenerateContentRequest\n");
    private static final Map<String, Map<String, String>> ON_VERTEX = read(EVERYWHERE
            + "GenerateContentRequest labels:any modelArmorConfig:any " + REQUEST
            + "\nCountTokensRequest model:string contents:[Content] instances:any systemInstruction:Content tools:[Tool]"
            + " generationConfig:GenerationConfig\n");

    private Messages() {}

    /** The fields of a message with the kinds of their values. */
    static Map<String, String> fields(String message, boolean vertex) {
        return (vertex ? ON_VERTEX : ON_ITS_OWN).getOrDefault(message, Map.of());
    }

    private static Map<String, Map<String, String>> read(String text) {
        Map<String, Map<String, String>> messages = new HashMap<>();
        text.lines().forEach(line -> {
            String[] words = line.strip().split(" +");
            Map<String, String> fields = new LinkedHashMap<>();
            for (int i = 1; i < words.length; i++) {
                int colon = words[i].indexOf(':');
                fields.put(words[i].substring(0, colon), words[i].substring(colon + 1));
            }
            messages.put(words[0], Map.copyOf(fields));
        });
        return Map.copyOf(messages);
    }
}
