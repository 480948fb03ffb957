locals {
  premium = var.registry_sku == "Premium"
}

resource "azurerm_container_registry" "this" {
  name                = "cr${var.compact_name}"
  resource_group_name = var.resource_group_name
  location            = var.location
  sku                 = var.registry_sku
  admin_enabled       = false
  # Only Premium can close itself; its operators' addresses stay open.
  public_network_access_enabled = !local.premium || length(var.operator_ip_ranges) > 0
  tags                          = var.tags

  dynamic "network_rule_set" {
    for_each = local.premium ? ["Deny"] : []

    content {
      default_action = network_rule_set.value

      dynamic "ip_rule" {
        for_each = var.operator_ip_ranges

        content {
          action   = "Allow"
          ip_range = ip_rule.value
        }
      }
    }
  }
}

resource "azurerm_role_assignment" "pull" {
  for_each = { gateway = var.gateway.identity.principal_id, worker = var.worker.identity.principal_id }

  scope                = azurerm_container_registry.this.id
  role_definition_name = "AcrPull"
  principal_id         = each.value
  principal_type       = "ServicePrincipal"
}

resource "azurerm_private_endpoint" "registry" {
  for_each = var.registry_endpoint == null ? toset([]) : toset(["registry"])

  name                = "pe-${var.name}-registry"
  resource_group_name = var.resource_group_name
  location            = var.location
  subnet_id           = var.registry_endpoint.subnet_id
  tags                = var.tags

  private_service_connection {
    name                           = "registry"
    private_connection_resource_id = azurerm_container_registry.this.id
    subresource_names              = ["registry"]
    is_manual_connection           = false
  }

  private_dns_zone_group {
    name                 = "registry"
    private_dns_zone_ids = [var.registry_endpoint.zone_id]
  }
}
