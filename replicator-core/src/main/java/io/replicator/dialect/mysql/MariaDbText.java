package io.replicator.dialect.mysql;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * The texts of MariaDB's types UUID, INET4 and INET6 from the bytes that its log holds. An IPv6 address is spelled as RFC
 * 5952 asks, while the server also shortens a single group of zeros.
 */
public final class MariaDbText {
    public static final String UUID = "uuid";
    public static final String INET4 = "inet4";
    public static final String INET6 = "inet6";

    private static final int GROUPS = 8;
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;
    private static final int MAPPED_GROUPS = 5;

    private MariaDbText() {}

    /** @param logged without the zero bytes that it ends with */
    public static String of(String nativeType, byte[] logged) {
        return switch (nativeType) {
            case UUID -> uuid(Arrays.copyOf(logged, IPV6_BYTES));
            case INET4 -> ipv4(Arrays.copyOf(logged, IPV4_BYTES), 0);
            case INET6 -> ipv6(Arrays.copyOf(logged, IPV6_BYTES));
            default -> throw new IllegalArgumentException(nativeType);
        };
    }

    /** From another spelling. */
    static String ipv6(String text) {
        try {
            byte[] address = InetAddress.getByName(text).getAddress();
            return ipv6(address.length == IPV6_BYTES ? address : mapped(address));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address", e);
        }
    }

    /** Java takes an IPv4 address inside an IPv6 one for what it is. */
    private static byte[] mapped(byte[] ipv4) {
        byte[] address = new byte[IPV6_BYTES];
        address[10] = (byte) 0xff;
        address[11] = (byte) 0xff;
        System.arraycopy(ipv4, 0, address, IPV6_BYTES - IPV4_BYTES, IPV4_BYTES);
        return address;
    }

    private static String uuid(byte[] bytes) {
        String digits = java.util.HexFormat.of().formatHex(bytes);
        return String.join(
                "-",
                digits.substring(0, 8),
                digits.substring(8, 12),
                digits.substring(12, 16),
                digits.substring(16, 20),
                digits.substring(20));
    }

    private static String ipv4(byte[] bytes, int from) {
        return (bytes[from] & 0xff) + "." + (bytes[from + 1] & 0xff) + "." + (bytes[from + 2] & 0xff) + "."
                + (bytes[from + 3] & 0xff);
    }

    private static String ipv6(byte[] bytes) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
        }
        int gap = longestGap(groups);
        int length = zeros(groups, gap);
        boolean ipv4 = gap == 0
                && (length == MAPPED_GROUPS + 1 || (length == MAPPED_GROUPS && groups[MAPPED_GROUPS] == 0xffff));
        int last = ipv4 ? GROUPS - 2 : GROUPS;
        String tail = ipv4 ? ipv4(bytes, IPV6_BYTES - IPV4_BYTES) : "";
        if (length < 2) {
            return joined(groups, 0, GROUPS);
        }
        String behind = joined(groups, gap + length, last);
        return joined(groups, 0, gap) + "::" + behind + (behind.isEmpty() || tail.isEmpty() ? "" : ":") + tail;
    }

    private static int longestGap(int[] groups) {
        int longest = 0;
        for (int i = 1; i < GROUPS; i++) {
            longest = zeros(groups, i) > zeros(groups, longest) ? i : longest;
        }
        return longest;
    }

    private static int zeros(int[] groups, int from) {
        int end = from;
        while (end < GROUPS && groups[end] == 0) {
            end++;
        }
        return end - from;
    }

    private static String joined(int[] groups, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i == from ? "" : ":").append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
