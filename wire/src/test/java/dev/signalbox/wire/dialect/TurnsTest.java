package dev.signalbox.wire.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.wire.dialect.anthropic.Anthropic;
import dev.signalbox.wire.dialect.gemini.Gemini;
import dev.signalbox.wire.dialect.openai.OpenAi;
import dev.signalbox.wire.dialect.responses.Responses;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Conversations are shortened by whole turns. */
class TurnsTest {
    private static Turns turns(CallerDialect dialect, String body) throws Unreadable {
        byte[] bytes = body.replace('\'', '"').getBytes(UTF_8);
        Envelope envelope = dialect.open(bytes, new Addressed(Optional.of("m"), false));
        return dialect.turns(envelope).orElseThrow();
    }

    private static String without(Turns turns, int oldest) {
        return new String(turns.without(oldest), UTF_8).replace('"', '\'');
    }

    @Test
    void keepToolResultsWithTheirCallsInOpenAi() throws Unreadable {
        Turns turns = turns(OpenAi.caller(), """
                {'x':1.50,'model':'m','messages':[{'role':'system','content':'s'},{'role':'assistant','content':'hello'},\
                {'role':'user','content':'1'},{'role':'assistant','tool_calls':[]},{'role':'tool','content':'t'},\
                {'role':'user','content':'2'},{'role':'developer','content':'d'},{'role':'assistant','content':'a'},\
                {'role':'user','content':'3'}]}""");
        assertThat(turns.count()).isEqualTo(3);
        assertThat(without(turns, 1))
                .isEqualTo("{'x':1.50,'model':'m','messages':[{'role':'system','content':'s'},"
                        + "{'role':'user','content':'2'},{'role':'developer','content':'d'},{'role':'assistant','content':'a'},"
                        + "{'role':'user','content':'3'}]}");
        assertThat(without(turns, 2))
                .isEqualTo("{'x':1.50,'model':'m','messages':[{'role':'system','content':'s'},"
                        + "{'role':'developer','content':'d'},{'role':'user','content':'3'}]}");
        assertThatThrownBy(() -> turns.without(3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takeResultsOfClaudesCallersForSequels() throws Unreadable {
        Turns turns = turns(Anthropic.caller(), """
                {'model':'m','max_tokens':9,'system':'s','messages':[{'role':'user','content':'1'},\
                {'role':'assistant','content':[{'type':'tool_use'}]},{'role':'user','content':[{'type':'tool_result'}]},\
                {'role':'assistant','content':'a'},{'role':'user','content':[{'type':'text','text':'2'}]}]}""");
        assertThat(turns.count()).isEqualTo(2);
        assertThat(without(turns, 1))
                .isEqualTo("{'model':'m','max_tokens':9,'system':'s','messages':["
                        + "{'role':'user','content':[{'type':'text','text':'2'}]}]}");
    }

    @Test
    void takeFunctionsResponsesForSequels() throws Unreadable {
        Turns turns = turns(Gemini.caller(), """
                {'contents':[{'parts':[{'text':'1'}]},{'role':'model','parts':[{'functionCall':{}}]},\
                {'role':'user','parts':[{'functionResponse':{}}]},{'role':'model','parts':[]},\
                {'role':'user','parts':[{'text':'2'}]}]}""");
        assertThat(turns.count()).isEqualTo(2);
        assertThat(without(turns, 1)).isEqualTo("{'contents':[{'role':'user','parts':[{'text':'2'}]}]}");
    }

    @Test
    void takeItemsOfResponsesForSequels() throws Unreadable {
        Turns turns = turns(Responses.caller(), """
                {'model':'m','input':[{'role':'developer','content':'d'},{'role':'user','content':'1'},\
                {'type':'function_call','call_id':'c'},{'type':'function_call_output','call_id':'c'},\
                {'type':'message','role':'user','content':'2'}]}""");
        assertThat(turns.count()).isEqualTo(2);
        assertThat(without(turns, 1))
                .isEqualTo("{'model':'m','input':[{'role':'developer','content':'d'},"
                        + "{'type':'message','role':'user','content':'2'}]}");
    }

    @Test
    void giveWayToASummaryInTheFirstMessageThatStays() throws Unreadable {
        Turns chat = turns(OpenAi.caller(), """
                {'model':'m','messages':[{'role':'assistant','content':'hello'},{'role':'user','content':'1'},\
                {'role':'system','content':'s'},{'role':'assistant','content':'a'},{'role':'user','content':'2'},\
                {'role':'assistant','content':'b'},{'role':'user','content':'2'}]}""");
        assertThat(new String(chat.summarised(1, "sum "), UTF_8).replace('"', '\''))
                .isEqualTo("{'model':'m','messages':[{'role':'system','content':'s'},{'role':'user','content':'sum 2'},"
                        + "{'role':'assistant','content':'b'},{'role':'user','content':'2'}]}");
        assertThat(new String(chat.only(1), UTF_8).replace('"', '\''))
                .isEqualTo(
                        "{'model':'m','messages':[{'role':'assistant','content':'hello'},{'role':'user','content':'1'},"
                                + "{'role':'assistant','content':'a'}]}");
        Turns claude = turns(Anthropic.caller(), """
                {'model':'m','max_tokens':9,'messages':[{'role':'user','content':'1'},\
                {'role':'user','content':[{'type':'text','text':'2'}]}]}""");
        assertThat(new String(claude.summarised(1, "sum"), UTF_8).replace('"', '\''))
                .endsWith("[{'role':'user','content':[{'type':'text','text':'sum'},{'type':'text','text':'2'}]}]}");
        Turns gemini = turns(Gemini.caller(), "{'contents':[{'parts':[{'text':'1'}]},{'parts':[{'text':'2'}]}]}");
        assertThat(new String(gemini.summarised(1, "sum"), UTF_8).replace('"', '\''))
                .isEqualTo("{'contents':[{'parts':[{'text':'sum'},{'text':'2'}]}]}");
        Turns items = turns(Responses.caller(), """
                {'model':'m','input':[{'role':'user','content':'1'},\
                {'role':'user','content':[{'type':'input_text','text':'2'}]}]}""");
        assertThat(new String(items.summarised(1, "sum"), UTF_8).replace('"', '\''))
                .contains("[{'type':'input_text','text':'sum'},{'type':'input_text','text':'2'}]");
    }

    @Test
    void areNoneInAPlainText() throws Unreadable {
        byte[] body = "{\"model\":\"m\",\"input\":\"hi\"}".getBytes(UTF_8);
        assertThat(Responses.caller().turns(Responses.caller().open(body))).isEmpty();
    }
}
