package dev.signalbox.learn.choice;

import dev.signalbox.learn.predict.KnownModel;
import dev.signalbox.learn.predict.Prototypes;
import dev.signalbox.learn.predict.Weights;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** All that a policy takes from weights, as a SHA-256: two files with the same numbers are the same, whatever they are called. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(Weights weights) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(
                    new DigestOutputStream(OutputStream.nullOutputStream(), digest), 1 << 16))) {
                models(weights, out);
                prompts(weights.prototypes(), out);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void models(Weights weights, DataOutputStream out) throws IOException {
        for (KnownModel model : weights.known()) {
            out.writeUTF(model.name());
            out.writeFloat(model.mean());
            out.writeFloat(model.length());
            out.writeFloat(model.hiddenTokens());
        }
        for (String label : weights.tasks().labels()) {
            out.writeUTF(label);
        }
    }

    private static void prompts(Prototypes its, DataOutputStream out) throws IOException {
        for (int p = 0; p < its.size(); p++) {
            out.writeUTF(its.ids().get(p));
            out.writeUTF(its.source(p));
            out.writeShort(its.sources()[p]);
            out.writeShort(its.tasks()[p]);
            out.writeInt(its.tokens()[p]);
            out.writeFloat(its.lengths()[p]);
            out.writeInt(its.models()[p].length);
            for (int i = 0; i < its.models()[p].length; i++) {
                out.writeShort(its.models()[p][i]);
                out.writeFloat(its.scores()[p][i]);
                out.writeFloat(its.rehearsed()[p][i]);
                out.writeFloat(its.foreseenBySurface()[p][i]);
            }
        }
    }
}
