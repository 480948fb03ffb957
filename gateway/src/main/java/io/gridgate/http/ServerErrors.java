package io.gridgate.http;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

import java.nio.ByteBuffer;

/** Answers requests that the server refuses before any role sees them, in the same envelopes. */
final class ServerErrors implements Request.Handler {

    private final Failures failures;

    ServerErrors(Failures failures) {
        this.failures = failures;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        HttpFailure failure = Failures.ofStatus(status(request, response));
        String path = request.getHttpURI() == null ? null : request.getHttpURI().getPath();
        ErrorEnvelope.Rendered rendered =
                failures.render(path == null ? "/" : path, failure, Failures.trackingId());
        response.setStatus(failure.status());
        failure.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        rendered.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, rendered.contentType());
        response.write(true, ByteBuffer.wrap(rendered.body()), callback);
        return true;
    }

    private static int status(Request request, Response response) {
        return request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof HttpException e
                ? e.getCode()
                : response.getStatus();
    }
}
