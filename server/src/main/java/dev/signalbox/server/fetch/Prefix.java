package dev.signalbox.server.fetch;

import java.net.InetAddress;

/** A block of addresses, such as {@code 10.0.0.0/8}: its first address and how many leading bits all of them share. */
record Prefix(byte[] first, int bits) {
    static Prefix of(String written) {
        int slash = written.indexOf('/');
        return new Prefix(
                InetAddress.ofLiteral(written.substring(0, slash)).getAddress(),
                Integer.parseInt(written.substring(slash + 1)));
    }

    boolean covers(byte[] address) {
        if (first.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if (((first[bit / 8] ^ address[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
