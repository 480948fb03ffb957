package io.gridgate.handlers.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.azure.core.credential.KeyCredential;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.Worker;
import io.gridgate.handlers.client.EventGridReceiverBuilder;

/** Prints orders. */
final class OrderWorker implements EventHandler {

    @Override
    public Outcome handle(CloudEvent event, DeliveryContext context) {
        if (event.getData() == null) {
            return Outcome.reject("an order without data");
        }
        System.out.println(event.getId() + " " + new String(event.getData().toBytes(), UTF_8));
        return Outcome.acknowledge();
    }

    public static void main(String[] args) throws InterruptedException {
        try (var receiver =
                        new EventGridReceiverBuilder()
                                .endpoint(System.getenv("EVENTGRID_ENDPOINT"))
                                .topicName("orders")
                                .subscriptionName("worker")
                                .credential(new KeyCredential(System.getenv("EVENTGRID_KEY")))
                                .build();
                var worker = Worker.builder(receiver, new OrderWorker()).build()) {
            Runtime.getRuntime().addShutdownHook(new Thread(worker::close));
            worker.start();
            Thread.currentThread().join();
        }
    }
}
