package dev.signalbox.wire.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.signalbox.wire.dialect.gemini.Gemini;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes, taken as a request, an answer, a stream or an error of this dialect. */
class GeminiFuzzTest {
    @MethodSource("seeds")
    @FuzzTest(maxDuration = "1m")
    void anyBytesAreReadableOrUnreadable(byte[] data) {
        DialectClaims.any(Gemini.caller(), Gemini.provider(), data);
    }

    static Stream<Arguments> seeds() {
        return Seeds.of("gemini");
    }
}
