package io.gridgate.log.index;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The stored form of the directory. */
final class Directory {

    private Directory() {}

    static ByteBuffer encode(int[] directory) {
        ByteBuffer bytes = ByteBuffer.allocate(directory.length * Integer.BYTES);
        bytes.asIntBuffer().put(directory);
        return bytes;
    }

    static int[] decode(ByteBuffer bytes) {
        int[] directory = new int[bytes.remaining() / Integer.BYTES];
        bytes.asIntBuffer().get(directory);
        return directory;
    }

    static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate());
        return (int) crc.getValue();
    }
}
