package dev.signalbox.learn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.learn.data.Prompt;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldsTest {

    private static Prompt prompt(int number, String source, String text) {
        return new Prompt("p" + number, "", source, "", text);
    }

    private static List<Prompt> prompts(int many) {
        List<Prompt> prompts = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            prompts.add(prompt(i, i % 10 == 0 ? "rare" : "common", "Question " + i));
        }
        return prompts;
    }

    @Test
    void partsEachSourceEvenly() {
        List<Prompt> prompts = prompts(203);
        Folds folds = Folds.of(prompts, 4, 1);
        assertThat(folds.sizes()).hasSize(4);
        assertThat(folds.sizes()).containsOnly(50, 51);
        int[] rare = new int[4];
        for (int p = 0; p < prompts.size(); p += 10) {
            rare[folds.of()[p]]++;
        }
        assertThat(rare).containsExactlyInAnyOrder(5, 5, 5, 6);
        assertThat(folds.prompts(2, true).length + folds.prompts(2, false).length)
                .isEqualTo(203);
    }

    @Test
    void keepsPromptsThatAskTheSameTogetherAlsoFromTwoSources() {
        List<Prompt> prompts = new ArrayList<>(prompts(40));
        for (int i = 0; i < 20; i++) {
            prompts.add(prompt(100 + i, "other", "Question: " + i + "!"));
        }
        for (long seed = 1; seed < 6; seed++) {
            int[] of = Folds.of(prompts, 4, seed).of();
            for (int i = 0; i < 20; i++) {
                assertThat(of[40 + i]).isEqualTo(of[i]);
            }
        }
    }

    @Test
    void partsTheSameWayForTheSameSeedOnly() {
        List<Prompt> prompts = prompts(100);
        assertThat(Folds.of(prompts, 5, 7).of())
                .isEqualTo(Folds.of(prompts, 5, 7).of())
                .isNotEqualTo(Folds.of(prompts, 5, 8).of());
    }

    @Test
    void saysHowManyFoldsThereMayBe() {
        assertThatThrownBy(() -> Folds.of(prompts(100), 1, 1)).hasMessage("folds: 1 (expected: a number from 2 to 10)");
        assertThatThrownBy(() -> Folds.of(prompts(100), 11, 1)).hasMessageContaining("folds: 11 (expected");
    }

    @Test
    void namesASourceOfTooFewPrompts() {
        List<Prompt> prompts = new ArrayList<>(prompts(100));
        for (int i = 0; i < 5; i++) {
            prompts.add(prompt(100 + i, "tales", "Tell a tale" + "!".repeat(i)));
        }
        assertThatThrownBy(() -> Folds.of(prompts, 2, 1))
                .hasMessage("source tales: 1 different prompts (expected: at least 2, one for each fold)");
    }
}
