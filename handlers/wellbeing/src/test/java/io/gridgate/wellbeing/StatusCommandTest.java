package io.gridgate.wellbeing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;

class StatusCommandTest {

    @Test
    void printsWhoWaitsForWhat() throws Exception {
        String text =
                StatusCommand.text(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        {"style":"process","told":3,"open":[{"subject":"e/2026-11-20",
                                        "waitingFor":["com.contoso.correspondence.sent"],
                                        "askingAgainAt":"2026-11-20T10:00:30Z"}]}\
                                        """));

        assertThat(text.lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "By process: HR was told 3 times, 1 wait",
                        "EMPLOYEE/DAY WAITS FOR ASKS AGAIN",
                        "e/2026-11-20 com.contoso.correspondence.sent 2026-11-20T10:00:30Z");
    }
}
