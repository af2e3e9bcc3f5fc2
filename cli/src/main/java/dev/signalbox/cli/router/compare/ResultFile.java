package dev.signalbox.cli.router.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.cli.Complaint;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results as lines of JSON, written as they come, so that a comparison that was interrupted goes on where it was. */
final class ResultFile implements AutoCloseable {
    static final String NAME = "results.jsonl";

    private final Map<String, Asked> known = new LinkedHashMap<>();
    private final Path file;
    private final String about;
    private @Nullable OutputStream out;

    private ResultFile(Path file, String about) {
        this.file = file;
        this.about = about;
    }

    /**
     * Opens the results of a folder; where there are none, they begin with the first.
     *
     * @param about what must be the same for results to belong together
     */
    static ResultFile open(Path folder, String about) throws IOException {
        Path file = folder.resolve(NAME);
        ResultFile results = new ResultFile(file, about);
        if (Files.exists(file)) {
            // not read strictly: a line may have been cut off within a letter
            results.read(new String(Files.readAllBytes(file), UTF_8).lines().toList());
        }
        return results;
    }

    private void read(List<String> lines) {
        List<Json.Obj> read = new ArrayList<>();
        for (String line : lines) {
            try {
                read.add(JsonCodec.readObject(line.getBytes(UTF_8)));
            } catch (JsonProblem _) {
                // cut off when the process died, and asked again
            }
        }
        if (read.isEmpty() || !read.getFirst().text("comparison").orElse("").equals(about)) {
            throw new Complaint("--resume: " + file + " is of other prompts or another grader (expected: the same)");
        }
        read.stream().skip(1).map(Asked::of).forEach(asked -> known.put(key(asked.prompt(), asked.way()), asked));
    }

    private static String key(String prompt, String way) {
        return prompt + "\n" + way;
    }

    /** Whether it was answered already; what failed is asked again. */
    boolean has(ComparePrompt prompt, Way way) {
        Asked asked = known.get(key(prompt.id(), way.name()));
        return asked != null && asked.answered();
    }

    /** Everything that is known, by way and prompt. */
    synchronized Map<String, Map<String, Asked>> all() {
        Map<String, Map<String, Asked>> all = new HashMap<>();
        known.values()
                .forEach(asked ->
                        all.computeIfAbsent(asked.way(), _ -> new HashMap<>()).put(asked.prompt(), asked));
        return all;
    }

    synchronized void add(Asked asked) throws IOException {
        known.put(key(asked.prompt(), asked.way()), asked);
        write(asked.json());
    }

    private void write(Json.Obj line) throws IOException {
        OutputStream to = out;
        if (to == null) {
            boolean isNew = !Files.exists(file);
            to = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            out = to;
            if (isNew) {
                write(Json.object(o -> o.put("comparison", about)));
            } else {
                to.write('\n'); // behind a line that may have been cut off
            }
        }
        to.write(JsonCodec.write(line));
        to.write('\n');
        to.flush();
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }
}
