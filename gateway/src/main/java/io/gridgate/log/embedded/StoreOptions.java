package io.gridgate.log.embedded;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WALRecoveryMode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * How RocksDB is set up.
 *
 * <p>Recovery tolerates a torn tail of the write-ahead log, which is what a crash in the middle of
 * a write leaves and what was never confirmed; any other damage fails the start instead of dropping
 * what follows it, as RocksDB's default would.
 */
final class StoreOptions implements AutoCloseable {

    private static final long WAL_BYTES_MAX = 64L << 20;

    /** A flush goes to disk as it is written; a burst at its end would hold up every fsync. */
    private static final long SYNC_BYTES = 1L << 20;

    private static final long INFO_LOG_BYTES = 1L << 20;
    private static final int INFO_LOGS = 2;

    private final Cache blocks;
    private final List<ColumnFamilyOptions> familyOptions = new ArrayList<>();
    private final List<ColumnFamilyDescriptor> families = new ArrayList<>();
    private final DBOptions database;

    StoreOptions(EmbeddedLogOptions limits) {
        blocks = new LRUCache(limits.blockCacheBytes());
        families.add(
                new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, options(null, limits)));
        for (Family family : Family.values()) {
            byte[] name = family.storedName().getBytes(StandardCharsets.US_ASCII);
            families.add(new ColumnFamilyDescriptor(name, options(family, limits)));
        }
        database =
                new DBOptions()
                        .setCreateIfMissing(true)
                        .setCreateMissingColumnFamilies(true)
                        .setParanoidChecks(true)
                        .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                        .setMaxTotalWalSize(WAL_BYTES_MAX)
                        .setDbWriteBufferSize(limits.writeBufferBytes())
                        .setMaxBackgroundJobs(2)
                        .setBytesPerSync(SYNC_BYTES)
                        .setMaxOpenFiles(256)
                        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                        .setMaxLogFileSize(INFO_LOG_BYTES)
                        .setKeepLogFileNum(INFO_LOGS)
                        .setStatsDumpPeriodSec(0)
                        .setStatsPersistPeriodSec(0);
    }

    private ColumnFamilyOptions options(
            @org.jspecify.annotations.Nullable Family family, EmbeddedLogOptions limits) {
        BlockBasedTableConfig table =
                new BlockBasedTableConfig().setBlockCache(blocks).setFormatVersion(5);
        ColumnFamilyOptions options =
                new ColumnFamilyOptions()
                        .setCompressionType(CompressionType.LZ4_COMPRESSION)
                        .setWriteBufferSize(limits.writeBufferBytes() / 2);
        if (family == Family.DEDUP) {
            options.setCompressionType(CompressionType.NO_COMPRESSION); // hashes, mostly
        }
        options.setTableFormatConfig(table);
        familyOptions.add(options);
        return options;
    }

    DBOptions database() {
        return database;
    }

    List<ColumnFamilyDescriptor> families() {
        return families;
    }

    @Override
    public void close() {
        database.close();
        familyOptions.forEach(ColumnFamilyOptions::close);
        blocks.close();
    }
}
