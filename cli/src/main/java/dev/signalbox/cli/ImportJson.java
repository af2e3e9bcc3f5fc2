package dev.signalbox.cli;

import dev.signalbox.server.config.Problem;
import dev.signalbox.server.routers.PlannedRouter;
import dev.signalbox.server.routers.Remark;
import dev.signalbox.server.routers.RouterImport;
import dev.signalbox.wire.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What came of an import, as JSON. */
final class ImportJson {
    private ImportJson() {}

    static Json refused(Path file, List<Problem> problems) {
        return Json.object(all -> all.put("file", file.toString())
                .put("fine", false)
                .put(
                        "problems",
                        Json.array(problems.stream().map(ImportJson::problem).toList())));
    }

    static Json ready(Path file, RouterImport.Outcome.Ready ready, boolean written) {
        return Json.object(all -> all.put("file", file.toString())
                .put("fine", true)
                .put("written", written)
                .put(
                        "routers",
                        Json.array(
                                ready.routers().stream().map(ImportJson::router).toList()))
                .put(
                        "remarks",
                        Json.array(
                                ready.remarks().stream().map(ImportJson::remark).toList())));
    }

    private static Json router(PlannedRouter router) {
        return Json.object(each -> each.put("name", router.name())
                .put("state", router.state().name().toLowerCase(Locale.ROOT))
                .put("file", router.file().toString())
                .put(
                        "differences",
                        Json.array(router.differences().stream()
                                .map(difference -> Json.object(one -> one.put("key", difference.key())
                                        .put("before", difference.before())
                                        .put("after", difference.after())))
                                .toList())));
    }

    private static Json remark(Remark remark) {
        return Json.object(each -> each.put("kind", remark.kind().name().toLowerCase(Locale.ROOT))
                .put("line", remark.at().line())
                .put("column", remark.at().column())
                .put("key", remark.path())
                .put("words", remark.words()));
    }

    private static Json problem(Problem problem) {
        return Json.object(each -> each.put("file", problem.file())
                .put("line", problem.line())
                .put("column", problem.column())
                .put("key", problem.path())
                .put("what", problem.what())
                .put("expected", problem.expected())
                .put("suggestion", problem.suggestion()));
    }
}
