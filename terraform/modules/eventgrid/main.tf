# The namespace, by azapi throughout: azurerm has no event subscriptions of namespace topics, and its
# namespace has neither the TLS version nor zone redundancy nor the hostname.

locals {
  api = "2025-02-15"
}

resource "azapi_resource" "namespace" {
  type      = "Microsoft.EventGrid/namespaces@${local.api}"
  name      = "evgns-${var.name}"
  parent_id = var.resource_group_id
  location  = var.location
  tags      = var.tags

  identity {
    type         = "UserAssigned"
    identity_ids = [var.identity_id]
  }

  body = {
    sku = {
      name     = "Standard"
      capacity = var.capacity
    }
    properties = {
      isZoneRedundant          = var.zone_redundant
      minimumTlsVersionAllowed = "1.2"
      publicNetworkAccess      = var.public_network_access_enabled ? "Enabled" : "Disabled"
    }
  }

  # Given by Azure; not to be built from the name.
  response_export_values = { hostname = "properties.topicsConfiguration.hostname" }

  lifecycle {
    precondition {
      condition     = var.public_network_access_enabled || var.private_endpoint != null
      error_message = "Nothing could reach the namespace: allow public access or give it a private endpoint."
    }
  }
}

resource "azapi_resource" "topic" {
  for_each = var.topics

  type      = "Microsoft.EventGrid/namespaces/topics@${local.api}"
  name      = each.key
  parent_id = azapi_resource.namespace.id

  body = {
    properties = {
      publisherType        = "Custom"
      inputSchema          = "CloudEventSchemaV1_0"
      eventRetentionInDays = each.value.retention_days
    }
  }
}

resource "azurerm_private_endpoint" "topic" {
  # The object's being there is known at plan, its ids are not.
  for_each = var.private_endpoint == null ? toset([]) : toset(["topic"])

  name                = "pe-${var.name}-eventgrid"
  resource_group_name = var.resource_group_name
  location            = var.location
  subnet_id           = var.private_endpoint.subnet_id
  tags                = var.tags

  private_service_connection {
    name                           = "eventgrid"
    private_connection_resource_id = azapi_resource.namespace.id
    # Publish and receive over HTTP; `topicspace` would be MQTT.
    subresource_names    = ["topic"]
    is_manual_connection = false
  }

  private_dns_zone_group {
    name                 = "eventgrid"
    private_dns_zone_ids = [var.private_endpoint.zone_id]
  }
}
