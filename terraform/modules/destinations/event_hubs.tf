# Streams for analytics: a namespace subscription with `push: {event-hub: NAME}` ends here.

resource "azurerm_eventhub_namespace" "this" {
  for_each = length(var.event_hubs) == 0 ? toset([]) : toset(["streams"])

  name                          = "evhns-${var.name}"
  resource_group_name           = var.resource_group_name
  location                      = var.location
  sku                           = "Standard"
  capacity                      = var.event_hub_limits.capacity
  minimum_tls_version           = "1.2"
  local_authentication_enabled  = false
  public_network_access_enabled = true
  tags                          = var.tags

  # Event Grid comes as a trusted service, with its identity; readers come over their own endpoints.
  network_rulesets {
    default_action                 = "Deny"
    public_network_access_enabled  = true
    trusted_service_access_enabled = true
  }
}

resource "azurerm_eventhub" "this" {
  for_each = var.event_hubs

  name            = each.key
  namespace_id    = azurerm_eventhub_namespace.this["streams"].id
  partition_count = var.event_hub_limits.partitions

  retention_description {
    cleanup_policy          = "Delete"
    retention_time_in_hours = var.event_hub_limits.retention_hours
  }
}

resource "azurerm_role_assignment" "event_hub_sender" {
  for_each = var.event_hubs

  scope                = azurerm_eventhub.this[each.key].id
  role_definition_name = "Azure Event Hubs Data Sender"
  principal_id         = var.eventgrid_principal_id
  principal_type       = "ServicePrincipal"
}
