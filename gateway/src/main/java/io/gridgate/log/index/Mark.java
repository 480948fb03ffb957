package io.gridgate.log.index;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What a clean close leaves at the head of the file. Without a valid one nothing in the file is
 * believed.
 *
 * @param position the position of what the index was made from
 * @param hash the key of the hash
 * @param size how many keys there are
 * @param pages how many pages are in use, this one included
 * @param depth the logarithm of the length of the directory, which follows the pages
 * @param directoryChecksum CRC-32C of the directory
 */
record Mark(long position, SipHash hash, long size, int pages, int depth, int directoryChecksum) {

    static final int BYTES = 64;

    private static final long MAGIC = 0x4772_6964_4b65_7973L;
    private static final int FORMAT = 1;
    private static final int CHECKSUM_AT = BYTES - Integer.BYTES;

    ByteBuffer encode() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.putLong(MAGIC).putInt(FORMAT).putLong(position).putLong(hash.k0()).putLong(hash.k1());
        bytes.putLong(size).putInt(pages).putInt(depth).putInt(directoryChecksum);
        bytes.putInt(CHECKSUM_AT, checksum(bytes));
        return bytes.rewind();
    }

    /** Reads a mark, null where there is none that is whole and of this format. */
    static @Nullable Mark decode(ByteBuffer bytes) {
        if (bytes.getLong() != MAGIC
                || bytes.getInt() != FORMAT
                || bytes.getInt(CHECKSUM_AT) != checksum(bytes)) {
            return null;
        }
        long position = bytes.getLong();
        SipHash hash = new SipHash(bytes.getLong(), bytes.getLong());
        long size = bytes.getLong();
        return new Mark(position, hash, size, bytes.getInt(), bytes.getInt(), bytes.getInt());
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().limit(CHECKSUM_AT).rewind());
        return (int) crc.getValue();
    }
}
