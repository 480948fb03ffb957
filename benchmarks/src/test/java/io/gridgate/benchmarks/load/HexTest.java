package io.gridgate.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

class HexTest {

    @Property
    void writesWhatTheJdkWritesAndReadsItAgain(@ForAll long number) {
        ByteBuffer buffer = ByteBuffer.allocate(20);
        Hex.write(buffer, 3, number);
        String text = new String(buffer.array(), 3, Hex.DIGITS, StandardCharsets.US_ASCII);
        assertThat(text).isEqualTo("%016x".formatted(number));
        assertThat(Hex.read(buffer.array(), 3)).isEqualTo(number);
    }
}
