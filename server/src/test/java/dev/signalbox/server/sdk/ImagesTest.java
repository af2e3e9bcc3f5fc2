package dev.signalbox.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.models.messages.Base64ImageSource;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.MessageCreateParams;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pictures inside the request. */
class ImagesTest {
    @RegisterExtension
    static final OfficialClients clients = new OfficialClients();

    private static final String PICTURE = Base64.getEncoder()
            .encodeToString(
                    new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3, (byte) 0xff, (byte) 0xfe});

    private static ChatCompletionContentPart openAi(String type) {
        return ChatCompletionContentPart.ofImageUrl(ChatCompletionContentPartImage.builder()
                .imageUrl(ChatCompletionContentPartImage.ImageUrl.builder()
                        .url("data:" + type + ";base64," + PICTURE)
                        .build())
                .build());
    }

    private static ContentBlockParam anthropic(String type) {
        return ContentBlockParam.ofImage(Base64ImageSource.builder()
                .mediaType(Base64ImageSource.MediaType.of(type))
                .data(PICTURE)
                .build());
    }

    @ToEveryProvider
    void openAiShowsPictures(String model, boolean streamed) {
        Chat answer = Chat.ask(
                clients.openAi(),
                ChatCompletionCreateParams.builder()
                        .model(model)
                        .addUserMessageOfArrayOfContentParts(List.of(
                                ChatCompletionContentPart.ofText(ChatCompletionContentPartText.builder()
                                        .text("What is this?")
                                        .build()),
                                openAi("image/png"),
                                openAi("image/jpeg")))
                        .build(),
                streamed);
        assertThat(answer.text()).startsWith("I see 2 images (image/png, image/jpeg). ");
        assertThat(clients.received().bodyText()).contains(PICTURE);
    }

    @ToEveryProvider
    void anthropicShowsPictures(String model, boolean streamed) {
        Said answer = Said.ask(
                clients.anthropic(),
                MessageCreateParams.builder()
                        .model(model)
                        .maxTokens(500)
                        .addUserMessageOfContentBlockParams(List.of(
                                anthropic("image/png"),
                                anthropic("image/jpeg"),
                                ContentBlockParam.ofText("What is this?")))
                        .build(),
                streamed);
        assertThat(answer.text()).startsWith("I see 2 images (image/png, image/jpeg). ");
        assertThat(clients.received().bodyText()).contains(PICTURE);
    }
}
