package io.gridgate.handlers.examples;

import io.cloudevents.CloudEvent;

/** Makes the event that asks for an invoice. */
interface Reminders {

    CloudEvent event(String invoiceNumber);
}
