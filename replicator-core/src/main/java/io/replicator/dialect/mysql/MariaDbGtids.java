package io.replicator.dialect.mysql;

import java.util.Map;
import java.util.TreeMap;

/**
 * The last transaction of each domain up to a place in MariaDB's binlog, as {@code gtid_binlog_pos} shows them. The stream
 * goes by file and offset; this is the proof that a file of that name is still the same file. Not safe for threads.
 */
public final class MariaDbGtids {
    private final Map<Long, String> last = new TreeMap<>();

    /** @param text such as {@code 0-1-270,5-1-12}; empty before the first transaction */
    public static MariaDbGtids parse(String text) {
        MariaDbGtids gtids = new MariaDbGtids();
        for (String gtid : text.replaceAll("\\s", "").split(",")) {
            if (!gtid.isEmpty()) {
                gtids.last.put(Long.valueOf(gtid.substring(0, gtid.indexOf('-'))), gtid);
            }
        }
        return gtids;
    }

    /** The log goes on behind this transaction. */
    public void passed(long domain, long server, long sequence) {
        last.put(domain, domain + "-" + server + "-" + sequence);
    }

    /** Domains in order, so that equal places are equal texts. */
    @Override
    public String toString() {
        return String.join(",", last.values());
    }
}
