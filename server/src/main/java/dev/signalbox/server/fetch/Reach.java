package dev.signalbox.server.fetch;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * How far an address lies from us. What is not known to be public is not public: of IPv6 only the block of global addresses
 * is, and an IPv4 address inside an IPv6 one counts for what it is.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IPv4 addresses of special use</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IPv6 addresses of special use</a>
 */
enum Reach {
    /** On the internet. */
    PUBLIC,
    /** This machine or its network: only for hosts that the operator names. */
    PRIVATE,
    /** Never an image's place: metadata of clouds, link-local, multicast, documentation, reserved. */
    NEVER;

    private static final List<Prefix> NOWHERE = blocks(
            "0.0.0.0/8",
            "100.100.100.200/32", // metadata of Alibaba Cloud
            "168.63.129.16/32", // metadata of Azure
            "169.254.0.0/16",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "fd00:ec2::/32", // metadata of AWS
            "fd20:ce::254/128", // metadata of Google Cloud
            "2001::/23",
            "2001:db8::/32",
            "3fff::/20");
    private static final List<Prefix> NEAR = blocks(
            "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7");
    private static final Prefix GLOBAL = Prefix.of("2000::/3");
    /** As bytes, because Java reads {@code ::ffff:a.b.c.d} as the IPv4 address. */
    private static final Prefix MAPPED = new Prefix(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 0, 0, 0, 0}, 96);

    private static final Prefix NAT64 = Prefix.of("64:ff9b::/96");
    private static final Prefix SIX_TO_FOUR = Prefix.of("2002::/16");
    private static final int IPV4 = 4;

    static Reach of(InetAddress address) {
        return of(address.getAddress());
    }

    static Reach of(byte[] address) {
        if (MAPPED.covers(address) || NAT64.covers(address)) {
            return inside(Arrays.copyOfRange(address, 12, 16));
        }
        if (SIX_TO_FOUR.covers(address)) {
            return inside(Arrays.copyOfRange(address, 2, 6));
        }
        if (anyCovers(NOWHERE, address)) {
            return NEVER;
        }
        if (anyCovers(NEAR, address)) {
            return PRIVATE;
        }
        return address.length == IPV4 || GLOBAL.covers(address) ? PUBLIC : NEVER;
    }

    /** Who dresses a private address up does not mean the host that the operator named. */
    private static Reach inside(byte[] ipv4) {
        return of(ipv4) == PUBLIC ? PUBLIC : NEVER;
    }

    private static boolean anyCovers(List<Prefix> blocks, byte[] address) {
        return blocks.stream().anyMatch(block -> block.covers(address));
    }

    private static List<Prefix> blocks(String... written) {
        return Arrays.stream(written).map(Prefix::of).toList();
    }
}
