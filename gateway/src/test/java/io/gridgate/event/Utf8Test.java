package io.gridgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

class Utf8Test {

    @Property(tries = 5_000)
    void agreesWithTheDecoderOfTheJdk(@ForAll("bytes") byte[] bytes) {
        assertThat(Utf8.isValid(bytes)).isEqualTo(decodes(bytes));
    }

    @Property
    void findsNothingWrongWithText(@ForAll String text) {
        assertThat(Utf8.isValid(text.getBytes(UTF_8))).isTrue();
    }

    private static boolean decodes(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)) != null;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Mostly bytes at the borders of what may start and continue a sequence. */
    @Provide
    Arbitrary<byte[]> bytes() {
        Arbitrary<Byte> border =
                Arbitraries.of(
                                0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1,
                                0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF3, 0xF4,
                                0xF5, 0xFF)
                        .map(Integer::byteValue);
        return border.array(byte[].class).ofMaxSize(20);
    }
}
