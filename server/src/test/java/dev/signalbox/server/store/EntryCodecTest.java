package dev.signalbox.server.store;

import static dev.signalbox.server.store.SampleEntries.ARRIVED;
import static dev.signalbox.server.store.SampleEntries.bare;
import static dev.signalbox.server.store.SampleEntries.full;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.wire.dialect.Loss;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntryCodecTest {
    @Test
    void readsWhatItWrote() {
        Entry full = full("a", 3);
        Entry bare = bare("b", 4, ARRIVED);

        assertThat(EntryCodec.read(EntryCodec.write(full), full.origin())).isEqualTo(full);
        assertThat(EntryCodec.read(EntryCodec.write(bare), bare.origin())).isEqualTo(bare);
        assertThat(EntryCodec.write(bare)).hasSizeLessThan(100);
    }

    @Test
    void readsWhatTheSecondVersionWroteWithoutUsers() {
        Entry full = full("a", 3)
                .withEndUser(Optional.empty())
                .withMetadata(Map.of())
                .withTeam(Optional.empty())
                .withPicked(Optional.empty());
        byte[] now = EntryCodec.write(full);
        byte[] then = Arrays.copyOf(now, now.length - 4);
        then[0] = 2;

        assertThat(EntryCodec.read(then, full.origin())).isEqualTo(full);
    }

    @Test
    void readsWhatTheThirdVersionWroteWithoutMetadata() {
        Entry full =
                full("a", 3).withMetadata(Map.of()).withTeam(Optional.empty()).withPicked(Optional.empty());
        byte[] now = EntryCodec.write(full);
        byte[] then = Arrays.copyOf(now, now.length - 3);
        then[0] = 3;

        assertThat(EntryCodec.read(then, full.origin())).isEqualTo(full);
    }

    @Test
    void readsWhatTheFourthVersionWroteWithoutTeams() {
        Entry full = full("a", 3).withTeam(Optional.empty()).withPicked(Optional.empty());
        byte[] now = EntryCodec.write(full);
        byte[] then = Arrays.copyOf(now, now.length - 2);
        then[0] = 4;

        assertThat(EntryCodec.read(then, full.origin())).isEqualTo(full);
        assertThat(full.who().metadata()).isNotEmpty();
    }

    @Test
    void readsWhatTheFifthVersionWroteWithoutLearnedRoutes() {
        Entry full = full("a", 3).withPicked(Optional.empty());
        byte[] now = EntryCodec.write(full);
        byte[] then = Arrays.copyOf(now, now.length - 1);
        then[0] = 5;

        assertThat(EntryCodec.read(then, full.origin())).isEqualTo(full);
        assertThat(full.who().team()).isPresent();
    }

    @Test
    void rejectsWhatIsCutOff() {
        byte[] bytes = EntryCodec.write(full("a", 3));

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> EntryCodec.read(cut, new Entry.Origin(1, 1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void rejectsAnotherVersion() {
        byte[] bytes = EntryCodec.write(full("a", 3));
        bytes[0] = 7;

        assertThatThrownBy(() -> EntryCodec.read(bytes, new Entry.Origin(1, 1)))
                .hasMessage("entry: version 7 (expected: at most 6)");
    }

    @Test
    void readsWhatTheFirstVersionWroteWithoutWeights() {
        Entry bare = bare("a", 3, ARRIVED);
        byte[] bytes = EntryCodec.write(bare);
        bytes[0] = 1;

        assertThat(EntryCodec.read(bytes, bare.origin())).isEqualTo(bare);
        assertThat(LossWeights.of("")).isEqualTo(Loss.Weight.MEANING);
    }
}
