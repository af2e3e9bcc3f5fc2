package dev.signalbox.server.fetch;

import dev.signalbox.server.settings.FetchSettings;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address that is written as one that may be read; where its host really is, is still to be found out.
 *
 * @param host in lower case, without the dot at the end and without brackets
 * @param named whether the operator named this host as one that may be private
 */
record Destination(URI uri, String host, int port, boolean named) {
    private static final int LONGEST = 8192;

    /** Where addresses end that only mean something inside a network. */
    private static final List<String> INNER =
            List.of("localhost", "local", "localdomain", "internal", "intranet", "lan", "home.arpa", "corp", "private");

    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9_](?:[a-z0-9_-]{0,62}[a-z0-9_])?\\.)*[a-z0-9_](?:[a-z0-9_-]{0,62}[a-z0-9_])?");
    private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");
    private static final Pattern DOTTED = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

    static Destination of(String written, FetchSettings settings) throws Unfetched {
        if (written.length() > LONGEST) {
            throw Unfetched.refused();
        }
        try {
            return of(new URI(written), settings);
        } catch (URISyntaxException e) {
            throw Unfetched.refused();
        }
    }

    /** Where a redirect leads, written as {@code Location} has it. */
    Destination next(String location, FetchSettings settings) throws Unfetched {
        try {
            Destination next = of(uri.resolve(new URI(location)), settings);
            boolean downgraded = secure() && !next.secure();
            if (downgraded) {
                throw Unfetched.refused();
            }
            return next;
        } catch (URISyntaxException e) {
            throw Unfetched.refused();
        }
    }

    private static Destination of(URI uri, FetchSettings settings) throws Unfetched {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("https");
        if (!(secure || scheme.equals("http")) || uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw Unfetched.refused();
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
        String host = plain(uri.getHost().toLowerCase(Locale.ROOT));
        boolean named = settings.allow().contains(host);
        if (!settings.ports().contains(port) || !isHost(host) || (isInner(host) && !named)) {
            throw Unfetched.refused();
        }
        return new Destination(uri, host, port, named);
    }

    /** The address that the host is written as, if it is no name. */
    Optional<InetAddress> literal() {
        boolean address = host.contains(":") || DOTTED.matcher(host).matches();
        return address ? Optional.of(InetAddress.ofLiteral(host)) : Optional.empty();
    }

    boolean secure() {
        return uri.getScheme().equalsIgnoreCase("https");
    }

    /** Without what may be a secret: query, user and fragment. */
    static String shown(String written) {
        int end = written.length();
        for (char mark : new char[] {'?', '#'}) {
            int at = written.indexOf(mark);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        String rest = written.substring(0, end);
        int scheme = rest.indexOf("//");
        int user = rest.lastIndexOf('@');
        String clean = scheme >= 0 && user > scheme ? rest.substring(0, scheme + 2) + rest.substring(user + 1) : rest;
        StringBuilder out = new StringBuilder();
        clean.chars().limit(200).forEach(c -> out.append(c > ' ' && c < 127 && c != '"' ? (char) c : '?'));
        return clean.length() > 200 ? out + "..." : out.toString();
    }

    private static String plain(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
    }

    /**
     * Whether it is a name, or an address in its one usual form. Octal, hexadecimal, short and whole-number forms are read
     * differently by different software, which is what they are good for.
     */
    private static boolean isHost(String host) {
        if (host.contains(":")) {
            return !host.contains("%") && isLiteral(host);
        }
        if (ENDS_IN_A_NUMBER.matcher(host).matches()) {
            return DOTTED.matcher(host).matches() && isLiteral(host);
        }
        return host.length() <= 253 && NAME.matcher(host).matches();
    }

    private static boolean isLiteral(String host) {
        try {
            return !InetAddress.ofLiteral(host).getHostAddress().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A name without a dot is completed by the resolver of this machine. */
    private static boolean isInner(String host) {
        return (!host.contains(".") && !host.contains(":"))
                || INNER.stream().anyMatch(end -> host.equals(end) || host.endsWith("." + end));
    }
}
