package dev.signalbox.learn.text;

/** Words that tell something about a prompt wherever they stand. */
enum WordGroup {
    ENGLISH("the of and a to in is that it for on with as was are be by this an or at from have has i you your my"),
    WRITING("write writes writing wrote draft compose rewrite rephrase paraphrase summarize summarise summary translate"
            + " translation essay story poem letter email article blog paragraph describe explain tone creative"),
    COMPUTING("compute calculate solve evaluate determine sum total average percent percentage ratio equation number"
            + " numbers many much cost costs price probability value times twice half remaining"),
    PROVING("prove proof theorem lemma corollary derive suppose assume implies hence therefore contradiction induction"
            + " premise premises conclusion valid argument logically inference"),
    PROGRAMMING("function functions method class code program python java javascript typescript rust sql html css bash"
            + " script array string list integer int return returns def implement algorithm debug bug compile output"
            + " input print regex api json stdin stdout test tests"),
    CONDITIONS("must only exactly least most each every not except without never always cannot if unless both neither"
            + " either following given");

    private final String words;

    WordGroup(String words) {
        this.words = words;
    }

    /** The words of all groups; the piece of a word is a set of bits, one for each group that it is in. */
    static Trie trie() {
        Trie trie = new Trie();
        for (WordGroup group : values()) {
            for (String word : group.words.split(" ")) {
                int others = 0;
                for (WordGroup other : values()) {
                    others |= (" " + other.words + " ").contains(" " + word + " ") ? other.bit() : 0;
                }
                trie.add(word, 0, others);
            }
        }
        return trie;
    }

    @SuppressWarnings("EnumOrdinal") // a bit of a set that lives no longer than the process
    int bit() {
        return 1 << ordinal();
    }
}
