package io.gridgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.event.Timestamps.Writer;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;

class TimestampsTest {

    private static final long YEAR_0 = -62_167_132_800L;
    private static final long YEAR_9999 = 253_402_214_400L;

    @ParameterizedTest
    @CsvSource({
        "JSON, 2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z",
        "JSON, 2026-01-01t00:00:00.120z, 2026-01-01T00:00:00.120Z",
        "JSON, 2026-01-01T00:00Z, 2026-01-01T00:00:00Z",
        "JSON, 2026-01-01T00:00+02:00, 2026-01-01T00:00:00+02:00",
        "JSON, 2024-02-29T23:59:59.123456789-18:00, 2024-02-29T23:59:59.123456789-18:00",
        "HEADER, 2026-01-01 00:00:00+00:00, 2026-01-01T00:00:00+00:00",
        "EVENT_GRID, 2026-01-01T00:00:00+0130, 2026-01-01T00:00:00+01:30",
        "EVENT_GRID, 2026-01-01T00:00:00.5, 2026-01-01T00:00:00.5Z"
    })
    void writesWhatSendersWriteAsRfc3339(Writer writer, String text, String rfc3339) {
        assertThat(Timestamps.rfc3339(text, writer)).isEqualTo(rfc3339);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-01-01",
                "2026-01-01T00:00",
                "2026-01-01T00:00:00",
                "2026-01-01 00:00:00Z",
                "2026-01-01T00:00:00+0000",
                "2026-1-01T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2025-02-29T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2026-01-01T24:00:00Z",
                "2026-01-01T00:60:00Z",
                "2026-12-31T23:59:60Z",
                "2026-01-01T00:00:00.Z",
                "2026-01-01T00:00:00.1234567890Z",
                "2026-01-01T00:00:00ZZ",
                "2026-01-01T00:00:00+18:01",
                "2026-01-01T00:00:00+19:00",
                "2026-01-01T00:00:00+01:60",
                "2026-01-01T00:00:00Z ",
                "+2026-01-01T00:00:00Z"
            })
    void refusesTheRestInJson(String text) {
        assertThat(Timestamps.isValid(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2018-04-05T10:15:16.6231079-07:00, 2018-04-05T17:15:16.6231079Z",
        "2018-04-05T23:28:30.000Z, 2018-04-05T23:28:30Z",
        "2018-04-05T23:28:30.120Z, 2018-04-05T23:28:30.12Z",
        "2018-04-05T23:28:30Z, 2018-04-05T23:28:30Z",
        "2026-01-01T00:00Z, 2026-01-01T00:00:00Z",
        "0000-01-01T00:00:00+01:00, 0000-01-01T00:00:00+01:00"
    })
    void rendersUtcAsEventGridDoes(String text, String utc) {
        assertThat(Timestamps.utc(text)).isEqualTo(utc);
    }

    @Property
    void everyMomentKeepsItsPlaceInTime(
            @ForAll @LongRange(min = YEAR_0, max = YEAR_9999) long seconds,
            @ForAll @IntRange(max = 999_999_999) int nanos,
            @ForAll @IntRange(min = -18, max = 18) int hours) {
        OffsetDateTime time =
                OffsetDateTime.ofInstant(
                        java.time.Instant.ofEpochSecond(seconds, nanos), ZoneOffset.ofHours(hours));
        if (time.getYear() < 0 || time.getYear() > 9999) {
            return;
        }

        assertThat(OffsetDateTime.parse(Timestamps.rfc3339(time.toString(), Writer.JSON)))
                .isEqualTo(time);
        assertThat(OffsetDateTime.parse(Timestamps.utc(time.toString())).toInstant())
                .isEqualTo(time.toInstant());
    }

    @Property
    void whatIsAcceptedJavaCanReadToo(
            @ForAll @IntRange(max = 99) int month,
            @ForAll @IntRange(max = 99) int day,
            @ForAll @IntRange(max = 29) int hour,
            @ForAll @IntRange(max = 69) int second,
            @ForAll @IntRange(max = 24) int offset) {
        String text =
                "2026-%02d-%02dT%02d:59:%02d+%02d:00".formatted(month, day, hour, second, offset);

        String rfc3339 = Timestamps.rfc3339(text, Writer.JSON);

        if (rfc3339 != null) {
            assertThat(OffsetDateTime.parse(rfc3339)).isNotNull();
        }
    }
}
