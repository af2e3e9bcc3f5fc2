package dev.signalbox.learn.text;

/** How many lines of some kinds a text has. */
final class LineCounts {
    private static final int INDENT = 4;

    int lines;
    int filled;
    int options;
    int code;

    LineCounts(String text) {
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            end = end < 0 ? text.length() : end;
            count(text, from, end);
            from = end + 1;
        }
    }

    private void count(String text, int from, int end) {
        lines++;
        int first = from;
        while (first < end && text.charAt(first) <= ' ') {
            first++;
        }
        int last = end;
        while (last > first && text.charAt(last - 1) <= ' ') {
            last--;
        }
        if (first == last) {
            return;
        }
        filled++;
        boolean indented = first - from >= INDENT || text.charAt(from) == '\t';
        code += indented || endsLikeCode(text, first, last) ? 1 : 0;
        options += isOption(text, first, last) ? 1 : 0;
    }

    private static boolean endsLikeCode(String text, int first, int last) {
        return switch (text.charAt(last - 1)) {
            case ';', '{', '}' -> true;
            case ':' -> last - first > 1 && text.charAt(last - 2) == ')';
            default -> text.startsWith("```", first);
        };
    }

    /** A letter from A to J, with a dot, a colon or a bracket behind it, perhaps one before it, and then more. */
    private static boolean isOption(String text, int first, int last) {
        int at = text.charAt(first) == '(' ? first + 1 : first;
        if (last - at < 3) {
            return false;
        }
        int letter = text.charAt(at) | 0x20;
        return letter >= 'a' && letter <= 'j' && ".):".indexOf(text.charAt(at + 1)) >= 0;
    }
}
