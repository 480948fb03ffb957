package io.gridgate.log.embedded;

import io.gridgate.log.LogException;

import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.StampedLock;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;

/**
 * The sorted maps on disk. Reads from any thread; one thread writes.
 *
 * <p>After {@link #close} every call fails as unavailable; calls that run are waited for.
 */
final class Store implements AutoCloseable {

    private final Path folder;
    private final StoreOptions options;
    private final RocksDB database;
    private final List<ColumnFamilyHandle> families;
    private final WriteOptions durable = new WriteOptions().setSync(true);
    private final WriteOptions buffered = new WriteOptions();
    private final ReadOptions reading = new ReadOptions();
    private final StampedLock use = new StampedLock();
    private boolean closed;

    private Store(
            Path folder,
            StoreOptions options,
            RocksDB database,
            List<ColumnFamilyHandle> families) {
        this.folder = folder;
        this.options = options;
        this.database = database;
        this.families = families;
    }

    /**
     * Opens or creates the store in a folder.
     *
     * @throws LogException if another process has it, or if it is damaged
     */
    static Store open(Path folder, EmbeddedLogOptions limits) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new LogException("cannot create the data folder " + folder, e);
        }
        StoreOptions options = new StoreOptions(limits);
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try {
            RocksDB database =
                    RocksDB.open(
                            options.database(), folder.toString(), options.families(), handles);
            return new Store(folder, options, database, handles.subList(1, handles.size()));
        } catch (RocksDBException e) {
            options.close();
            throw StoreFaults.opening(folder, e);
        }
    }

    /** Returns RocksDB's id of each {@link Family}, by its index. */
    int[] familyIds() {
        return families.stream().mapToInt(ColumnFamilyHandle::getID).toArray();
    }

    /** Returns the value of a key, or null where there is none. */
    byte @Nullable [] get(Family family, byte[] key) {
        long stamp = use();
        try {
            return database.get(families.get(family.index()), reading, key);
        } catch (RocksDBException e) {
            throw StoreFaults.reading(folder, e);
        } finally {
            use.unlockRead(stamp);
        }
    }

    /**
     * Visits entries in the order of keys until the visitor answers false.
     *
     * @param from the first key
     * @param to the key before which to stop
     */
    void scan(Family family, byte[] from, byte[] to, BiPredicate<byte[], byte[]> visitor) {
        long stamp = use();
        try (Slice end = new Slice(to);
                ReadOptions bounded = new ReadOptions().setIterateUpperBound(end);
                RocksIterator entries =
                        database.newIterator(families.get(family.index()), bounded)) {
            entries.seek(from);
            while (entries.isValid() && visitor.test(entries.key(), entries.value())) {
                entries.next();
            }
            entries.status();
        } catch (RocksDBException e) {
            throw StoreFaults.reading(folder, e);
        } finally {
            use.unlockRead(stamp);
        }
    }

    /**
     * Visits the entry with the highest key up to the given one.
     *
     * @param from the key at which to stop
     * @param upTo the highest key
     */
    void last(Family family, byte[] from, byte[] upTo, BiConsumer<byte[], byte[]> visitor) {
        long stamp = use();
        try (Slice begin = new Slice(from);
                ReadOptions bounded = new ReadOptions().setIterateLowerBound(begin);
                RocksIterator entries =
                        database.newIterator(families.get(family.index()), bounded)) {
            entries.seekForPrev(upTo);
            if (entries.isValid()) {
                visitor.accept(entries.key(), entries.value());
            }
            entries.status();
        } catch (RocksDBException e) {
            throw StoreFaults.reading(folder, e);
        } finally {
            use.unlockRead(stamp);
        }
    }

    /**
     * Writes all or nothing. Survives the end of this process; survives the end of the machine
     * where asked to.
     *
     * @param sync whether to return only when the disk has it
     */
    void write(Batch batch, boolean sync) {
        try (WriteBatch nativeBatch = new WriteBatch(batch.serialised())) {
            database.write(sync ? durable : buffered, nativeBatch);
        } catch (RocksDBException e) {
            throw StoreFaults.writing(folder, e);
        }
    }

    private long use() {
        long stamp = use.readLock();
        if (closed) {
            use.unlockRead(stamp);
            throw new LogException.Unavailable("the log is closed");
        }
        return stamp;
    }

    @Override
    public void close() {
        long stamp = use.writeLock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            families.forEach(ColumnFamilyHandle::close);
            database.close();
            durable.close();
            buffered.close();
            reading.close();
            options.close();
        } finally {
            use.unlockWrite(stamp);
        }
    }
}
