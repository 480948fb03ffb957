# Sender and Receiver for single topics: the gateway cannot read what it sent, the worker cannot send.

resource "azurerm_role_assignment" "sender" {
  for_each = var.gateway.topics

  scope                = azapi_resource.topic[each.key].id
  role_definition_name = "EventGrid Data Sender"
  principal_id         = var.gateway.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "receiver" {
  for_each = var.worker.topics

  scope                = azapi_resource.topic[each.key].id
  role_definition_name = "EventGrid Data Receiver"
  principal_id         = var.worker.principal_id
  principal_type       = "ServicePrincipal"
}
