package io.gridgate.accept.vendor;

import io.gridgate.accept.mapping.MappedScheme;
import io.gridgate.accept.mapping.Mapping;
import io.gridgate.accept.mapping.Mappings;
import io.gridgate.accept.mapping.Repeat;
import io.gridgate.accept.mapping.Template;

import java.time.InstantSource;
import java.util.Set;

/**
 * Notifications of Amazon S3 and of stores that speak like it, by the CloudEvents adapter document
 * for S3: one event for each of the {@code Records}. The records of one request to S3 share their
 * request ids; those after the first get {@code .1}, {@code .2} … at the end of their {@code id}.
 */
public final class S3Webhooks {

    private S3Webhooks() {}

    /**
     * {@return the scheme}
     *
     * @param clock gives the time of events that have none
     */
    public static MappedScheme scheme(InstantSource clock) {
        Mapping mapping =
                new Mapping(
                        new Template(
                                "{/responseElements/x-amz-request-id}"
                                        + ".{/responseElements/x-amz-id-2}"),
                        new Template("{/eventSource}.{/awsRegion}.{/s3/bucket/name}"),
                        new Template("com.amazonaws.s3.{/eventName}"),
                        new Template("{/s3/object/key}"),
                        new Template("{/eventTime}"),
                        "");
        return new MappedScheme(
                Mappings.always(mapping),
                new MappedScheme.Options(
                        Set.of("application/json"), false, Repeat.SAME_PAYLOAD, "/Records"),
                clock);
    }
}
