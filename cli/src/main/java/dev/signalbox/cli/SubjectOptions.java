package dev.signalbox.cli;

import dev.signalbox.server.store.Dimension;
import dev.signalbox.server.store.Filter;
import dev.signalbox.server.store.Subjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;

/** The options that say whose entries are meant. Names are taken as they are: no stars. */
final class SubjectOptions {

    @Option(names = "--caller", paramLabel = "NAME", description = "The entries of this caller.")
    private Optional<String> caller = Optional.empty();

    @Option(names = "--tenant", paramLabel = "NAME", description = "The entries of this tenant's callers.")
    private Optional<String> tenant = Optional.empty();

    @Option(names = "--team", paramLabel = "NAME", description = "The entries of this team's callers.")
    private Optional<String> team = Optional.empty();

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "The entries of this user of a caller, named as in its requests (see ledger.end-users).")
    private Optional<String> user = Optional.empty();

    @Option(names = "--request", paramLabel = "ID", description = "The entry of this request.")
    private Optional<String> request = Optional.empty();

    boolean isEmpty() {
        return caller.isEmpty() && tenant.isEmpty() && team.isEmpty() && user.isEmpty() && request.isEmpty();
    }

    List<Filter> filters(Subjects subjects) {
        List<Filter> filters = new ArrayList<>();
        caller.ifPresent(name -> filters.add(Filter.exactly(Dimension.Field.CALLER, name)));
        tenant.ifPresent(name -> filters.add(Filter.exactly(Dimension.Field.TENANT, name)));
        team.ifPresent(name -> filters.add(Filter.exactly(Dimension.Field.TEAM, name)));
        user.ifPresent(name -> filters.add(Filter.exactly(Dimension.Field.USER, name, subjects.digest(name))));
        request.ifPresent(id -> filters.add(Filter.exactly(Dimension.Field.REQUEST, id)));
        return filters;
    }

    /** Who is meant, for those who see the names anyway. */
    List<String> words() {
        return words(name -> '"' + name + '"');
    }

    /** Who is meant, for a record that outlasts the names. */
    List<String> words(Subjects subjects) {
        return words(subjects::digest);
    }

    private List<String> words(UnaryOperator<String> told) {
        List<String> words = new ArrayList<>();
        caller.ifPresent(name -> words.add("caller " + told.apply(name)));
        tenant.ifPresent(name -> words.add("tenant " + told.apply(name)));
        team.ifPresent(name -> words.add("team " + told.apply(name)));
        user.ifPresent(name -> words.add("user " + told.apply(name)));
        request.ifPresent(id -> words.add("request " + told.apply(id)));
        return words;
    }
}
