package io.gridgate.app.output;

import io.gridgate.app.site.Site;
import io.gridgate.app.site.SiteOptions;
import io.gridgate.app.site.SiteReady;

/** What a person reads on the terminal when a ready-made site has started. */
public final class SiteGreeting {

    private SiteGreeting() {}

    /**
     * Returns the text.
     *
     * @param ready what the site became
     * @param options what it was to be
     * @return lines, the last one ended
     */
    public static String text(SiteReady ready, SiteOptions options) {
        return """
        Gridgate runs the whole flow: partner -> gateway -> Event Grid namespace -> worker

          gateway    %s
          namespace  %s  and  %s
          worker     pulls topics events and github, writes to
                     %s
          data       %s

        Send an event; send it again and see that it is taken once:

          curl -i %s \\
            -H 'x-api-key: %s' \\
            -H 'content-type: application/cloudevents+json' \\
            -d '{"specversion":"1.0","id":"1","source":"/hello","type":"com.example.hello","data":{"text":"hello"}}'

        Send a GitHub webhook, signed as GitHub signs:

          body='{"zen":"Keep it logically awesome.","repository":{"url":"https://github.com/octo/hello"}}'
          curl -i %s \\
            -H 'content-type: application/json' -H 'x-github-event: ping' -H 'x-github-delivery: 1' \\
            -H "x-hub-signature-256: sha256=$(printf %%s "$body" | openssl dgst -sha256 -hmac '%s' | sed 's/.* //')" \\
            -d "$body"

        Stop with Ctrl-C. Each line below is one event passing one stage.

        """
                .formatted(
                        ready.gatewayUrl(),
                        ready.namespace().httpUrl(),
                        ready.namespace().httpsUrl().orElse("-"),
                        ready.handlerOutput(),
                        options.data().toAbsolutePath().normalize(),
                        ready.sourceUrl(Site.EVENTS),
                        ready.eventsKey(),
                        ready.sourceUrl(Site.GITHUB),
                        ready.gitHubSecret());
    }
}
