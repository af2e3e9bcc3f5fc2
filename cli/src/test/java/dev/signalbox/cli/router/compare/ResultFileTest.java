package dev.signalbox.cli.router.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
    private static final Asked ASKED =
            new Asked("grün", "small", "id", 200, "", "small", "small", 1, 1, 1, 1, 0.5, 0, "", "", 1, Double.NaN);

    @Test
    void goesOnBehindALineThatWasCutOffWithinALetter(@TempDir Path folder) throws Exception {
        try (ResultFile results = ResultFile.open(folder, "these")) {
            results.add(ASKED);
        }
        Path file = folder.resolve(ResultFile.NAME);
        byte[] whole = Files.readAllBytes(file);
        byte[] again = Files.readAllLines(file).getLast().getBytes(UTF_8);
        int withinALetter = new String(again, UTF_8).indexOf('ü') + 1;
        assertThat(withinALetter).isPositive();
        byte[] cut = Arrays.copyOf(whole, whole.length + withinALetter);
        System.arraycopy(again, 0, cut, whole.length, withinALetter);
        Files.write(file, cut);

        try (ResultFile results = ResultFile.open(folder, "these")) {
            assertThat(results.all().get("small")).containsOnlyKeys("grün");
        }
    }
}
