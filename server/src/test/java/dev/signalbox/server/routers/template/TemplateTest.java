package dev.signalbox.server.routers.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TemplateTest {
    private static final String BICEP = """
            targetScope = 'resourceGroup'
            metadata about = 'x'
            #disable-next-line no-unused-params
            param a string = 'v'
            param b { x: string, y: ('p' | 'q')[] }? = { x: 'it''s', y: ['p', 'q'] }
            type size = 'small'
              | 'large'
            func twice(x string) string => '${x}${x}'
            /* a
               comment */ var c = a == 'v' && true ? '${toUpper(a)}-\\u{e9}-${length(b.y)}' : 'no'
            resource r 'T/x@1' = if (!empty(c)) { name: c, list: b.?z, block: '''
              a 'b'
              ''' }
            output o string = r.id
            """;

    @Test
    void worksOutWhatIsNeededAndNothingElse() {
        Template template = read(Template.Language.BICEP, BICEP.replace("'it''s'", "'it\\'s'"));

        Resource resource = template.resources().getFirst();
        Node.Fields body = (Node.Fields) template.evaluation().value(resource.body(), resource.scope());

        assertThat(text(template, body, "name")).isEqualTo("V-é-2");
        assertThat(text(template, body, "block")).isEqualTo("  a 'b'\n  ");
    }

    @Test
    void readsLineEndsOfWindowsAndAMarkOfBytes() {
        Template template = read(
                Template.Language.BICEP,
                "\ufeff" + "param a string = 'x'\nresource r 'T/x@1' = {\n  name: a\n}\n".replace("\n", "\r\n"));

        assertThat(template.resources()).singleElement().satisfies(resource -> {
            assertThat(resource.at()).isEqualTo(new At(2, 1));
            Node.Fields body = (Node.Fields) template.evaluation().value(resource.body(), resource.scope());
            assertThat(text(template, body, "name")).isEqualTo("x");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            parm a string                                       ~ 1:1
            param a string = 'x                                 ~ 1:18
            var a = {                                           ~ 1:10
            var a = [ 1 2 ]                                     ~ 1:13
            resource r 'T/x@1' = { a: 1 b: 2 }                  ~ 1:29
            resource r 'T/x@1' = { a: 1, a: 2 }                 ~ 1:30
            resource r 'T/x@1' = { ...b }                       ~ 1:24
            resource r 'T/x@1' = { '${b}': 1 }                  ~ 1:24
            var a = 'x' 'y'                                     ~ 1:13
            var a = '\\q'                                        ~ 1:11
            /* no end                                           ~ 1:1
            using './main.bicep'                                ~ 1:1
            """)
    void tellsWhereBicepIsNotUnderstood(String text, String place) {
        TemplateMistake mistake =
                catchThrowableOfType(TemplateMistake.class, () -> read(Template.Language.BICEP, text));

        assertThat(mistake).isNotNull();
        assertThat(mistake.at().line() + ":" + mistake.at().column())
                .as(mistake.what())
                .isEqualTo(place.strip());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            {                              ~ 1:2
            { "a" 1 }                      ~ 1:7
            { "a": 01 }                    ~ 1:8
            { "a": 1, "a": 2 }             ~ 1:11
            { "a": "x }                    ~ 1:8
            { "resources": 7 }             ~ 1:16
            []                             ~ 1:1
            { "a": 1 } x                   ~ 1:12
            """)
    void tellsWhereJsonIsNotUnderstood(String text, String place) {
        TemplateMistake mistake =
                catchThrowableOfType(TemplateMistake.class, () -> read(Template.Language.ARM, text.strip()));

        assertThat(mistake).isNotNull();
        assertThat(mistake.at().line() + ":" + mistake.at().column())
                .as(mistake.what())
                .isEqualTo(place.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var a = b\nvar b = a\n",
                "var a = '${a}${a}'\n",
                "var a = [a, a]\n",
                "var a = concat(a, a)\n",
                "var a = [for x in a: x]\n",
            })
    void refusesValuesThatNeedThemselves(String declared) {
        Template template = read(Template.Language.BICEP, declared + "resource r 'T/x@1' = { name: '${a}' }\n");
        Resource resource = template.resources().getFirst();
        Node.Fields body = (Node.Fields) template.evaluation().value(resource.body(), resource.scope());

        assertThat(catchThrowableOfType(TemplateMistake.class, () -> text(template, body, "name")))
                .isNotNull();
    }

    @Test
    void boundsWhatGrows() {
        StringBuilder bomb = new StringBuilder("var a0 = 'xxxxxxxxxx'\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("var a%d = '${a%d}${a%d}'\n".formatted(i, i - 1, i - 1));
        }
        Template template = read(Template.Language.BICEP, bomb + "resource r 'T/x@1' = { name: a59 }\n");
        Resource resource = template.resources().getFirst();
        Node.Fields body = (Node.Fields) template.evaluation().value(resource.body(), resource.scope());

        assertThat(catchThrowableOfType(TemplateMistake.class, () -> text(template, body, "name")))
                .isNotNull();
    }

    @Test
    void refusesDeepNestingWithoutTakingTheStack() {
        for (String deep : List.of("{\"a\":", "[", "{\"resources\":[")) {
            assertThat(catchThrowableOfType(
                            TemplateMistake.class, () -> read(Template.Language.ARM, deep.repeat(100_000))))
                    .isNotNull();
        }
        for (String deep : List.of("[", "(", "{ a: ", "'${", "!", "a[", "f(", "a ? ", "a && ", "a + (", "[for x in ")) {
            assertThat(catchThrowableOfType(
                            TemplateMistake.class,
                            () -> read(Template.Language.BICEP, "var a = " + deep.repeat(100_000))))
                    .as(deep)
                    .isNotNull();
        }
        String arm = "{\"resources\":[{\"type\":\"" + "[concat(".repeat(20_000) + ")]\"}]}";
        assertThat(catchThrowableOfType(TemplateMistake.class, () -> read(Template.Language.ARM, arm)))
                .isNotNull();
    }

    @Test
    void neverFailsOtherwiseThanByAMistake() {
        Random random = new Random(7);
        String letters = "{}[]()'\"$:,.=!?@#/*\n\\ abr01forinif";
        int mistakes = 0;
        for (int i = 0; i < 4_000; i++) {
            StringBuilder text = new StringBuilder(BICEP);
            for (int j = random.nextInt(1, 6); j > 0; j--) {
                int at = random.nextInt(Math.max(1, text.length() - 1));
                switch (random.nextInt(3)) {
                    case 0 -> text.delete(at, at + 1);
                    case 1 -> text.insert(at, letters.charAt(random.nextInt(letters.length())));
                    default -> text.setLength(Math.max(1, at));
                }
            }
            for (Template.Language language : Template.Language.values()) {
                try {
                    Template template = read(language, text.toString());
                    for (Resource resource : template.resources()) {
                        template.evaluation().value(resource.body(), resource.scope());
                    }
                } catch (TemplateMistake mistake) {
                    mistakes++;
                    assertThat(mistake.at().line()).isPositive();
                }
            }
        }
        assertThat(mistakes).isGreaterThan(4_000);
    }

    private static Template read(Template.Language language, String text) {
        return Template.read(language, text, Map.of());
    }

    private static String text(Template template, Node.Fields body, String name) {
        Node value = template.evaluation()
                .value(body.field(name).orElseThrow().value(), new Scope(Map.of(), java.util.Optional.empty()));
        assertThat(value).isInstanceOf(Node.Text.class);
        return ((Node.Text) value).value();
    }
}
