package dev.signalbox.wire.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.signalbox.wire.dialect.responses.Responses;

/** Any bytes, taken as a request, an answer, a stream or an error of this dialect. Seeds are its kept inputs. */
class ResponsesFuzzTest {
    @FuzzTest(maxDuration = "1m")
    void anyBytesAreReadableOrUnreadable(byte[] data) {
        DialectClaims.any(Responses.caller(), Responses.provider(), data);
    }
}
