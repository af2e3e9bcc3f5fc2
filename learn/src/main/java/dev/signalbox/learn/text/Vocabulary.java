package dev.signalbox.learn.text;

/**
 * The pieces that an embedding model knows.
 *
 * @param beginnings pieces that begin a word
 * @param continuations pieces that go on with one, without the marks before them
 * @param size how many pieces there are
 * @param unknown stands for a word that cannot be put together
 * @param start stands before every text
 * @param end stands behind every text
 */
record Vocabulary(Trie beginnings, Trie continuations, int size, int unknown, int start, int end) {}
