# Load levelling for a system that can take only so much: a classic topic in front of a Service Bus
# queue. Namespace topics cannot deliver to Service Bus, classic ones can.

locals {
  queue = var.queue == null ? toset([]) : toset(["legacy"])
}

resource "azurerm_servicebus_namespace" "this" {
  for_each = local.queue

  name                = "sb-${var.name}"
  resource_group_name = var.resource_group_name
  location            = var.location
  sku                 = var.queue.sku
  # Premium is bought in messaging units, of which a partition needs one.
  capacity                     = var.queue.sku == "Premium" ? 1 : 0
  premium_messaging_partitions = var.queue.sku == "Premium" ? 1 : 0
  local_auth_enabled           = false
  minimum_tls_version          = "1.2"
  tags                         = var.tags
}

resource "azurerm_servicebus_queue" "this" {
  for_each = local.queue

  name                                 = var.queue.name
  namespace_id                         = azurerm_servicebus_namespace.this[each.key].id
  lock_duration                        = "PT1M"
  max_delivery_count                   = 10
  default_message_ttl                  = "P14D"
  dead_lettering_on_message_expiration = true
}

resource "azurerm_role_assignment" "queue_sender" {
  for_each = local.queue

  scope                = azurerm_servicebus_queue.this[each.key].id
  role_definition_name = "Azure Service Bus Data Sender"
  principal_id         = var.eventgrid_principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_eventgrid_topic" "this" {
  for_each = local.queue

  name                = "evgt-${var.name}-${each.key}"
  resource_group_name = var.resource_group_name
  location            = var.location
  input_schema        = "CloudEventSchemaV1_0"
  local_auth_enabled  = false
  tags                = var.tags

  identity {
    type         = "UserAssigned"
    identity_ids = [var.eventgrid_identity_id]
  }
}

resource "azurerm_role_assignment" "topic_sender" {
  for_each = local.queue

  scope                = azurerm_eventgrid_topic.this[each.key].id
  role_definition_name = "EventGrid Data Sender"
  principal_id         = var.queue_sender_principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_eventgrid_event_subscription" "queue" {
  for_each = local.queue

  name                          = "to-${var.queue.name}"
  scope                         = azurerm_eventgrid_topic.this[each.key].id
  event_delivery_schema         = "CloudEventSchemaV1_0"
  service_bus_queue_endpoint_id = azurerm_servicebus_queue.this[each.key].id
  included_event_types          = length(var.queue.types) == 0 ? null : var.queue.types

  delivery_identity {
    type                   = "UserAssigned"
    user_assigned_identity = var.eventgrid_identity_id
  }

  dead_letter_identity {
    type                   = "UserAssigned"
    user_assigned_identity = var.eventgrid_identity_id
  }

  storage_blob_dead_letter_destination {
    storage_account_id          = var.dead_letters.storage_account_id
    storage_blob_container_name = var.dead_letters.container_name
  }

  retry_policy {
    event_time_to_live    = 1440
    max_delivery_attempts = 30
  }

  depends_on = [azurerm_role_assignment.queue_sender]
}
