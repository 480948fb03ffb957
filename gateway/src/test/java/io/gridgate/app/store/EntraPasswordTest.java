package io.gridgate.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;

import io.gridgate.log.FakeClock;

import org.junit.jupiter.api.Test;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.time.ZoneOffset;

/** A token is the password; a new one is there before the old one ends. */
class EntraPasswordTest {

    private final FakeClock clock = new FakeClock();
    private final OneHourCredential credential = new OneHourCredential();
    private final EntraPassword password = new EntraPassword(credential, clock);

    /** Gives tokens for an hour with a number each, unless it is away. */
    private final class OneHourCredential implements TokenCredential {
        private int given;
        private boolean away;
        private String scope = "";

        @Override
        public Mono<AccessToken> getToken(TokenRequestContext request) {
            return Mono.fromSupplier(() -> {
                if (away) {
                    throw new IllegalStateException("no identity endpoint");
                }
                scope = String.join(" ", request.getScopes());
                return new AccessToken(
                        "token-" + ++given,
                        clock.instant().plus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC));
            });
        }
    }

    @Test
    void asksForATokenOfTheDatabaseService() {
        assertThat(password.get()).isEqualTo("token-1");
        assertThat(credential.scope)
                .isEqualTo("https://ossrdbms-aad.database.windows.net/.default");
    }

    @Test
    void keepsATokenUntilFiveMinutesBeforeItsEnd() {
        password.get();
        clock.advance(Duration.ofMinutes(55).minusSeconds(1));
        assertThat(password.get()).isEqualTo("token-1");
        clock.advance(Duration.ofSeconds(1));
        assertThat(password.get()).isEqualTo("token-2");
    }

    @Test
    void goesOnWithTheLastTokenWhileNoOtherCanBeHad() {
        password.get();
        credential.away = true;
        clock.advance(Duration.ofMinutes(60).minusSeconds(1));
        assertThat(password.get()).isEqualTo("token-1");
        clock.advance(Duration.ofSeconds(1));
        assertThatThrownBy(password::get).hasMessageContaining("no identity endpoint");
        credential.away = false;
        assertThat(password.get()).isEqualTo("token-2");
    }
}
