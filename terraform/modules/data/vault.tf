# Secrets of partners. Operators put them in; Terraform knows their names only.

resource "azurerm_key_vault" "this" {
  name                          = "kv-${var.name}"
  resource_group_name           = var.resource_group_name
  location                      = var.location
  tenant_id                     = var.tenant_id
  sku_name                      = "standard"
  rbac_authorization_enabled    = true
  purge_protection_enabled      = var.purge_protection_enabled
  soft_delete_retention_days    = 90
  public_network_access_enabled = length(var.operator_ip_ranges) > 0
  tags                          = var.tags

  network_acls {
    default_action = "Deny"
    bypass         = "AzureServices"
    ip_rules       = var.operator_ip_ranges
  }

  lifecycle {
    precondition {
      condition     = var.vault_endpoint != null || length(var.operator_ip_ranges) > 0
      error_message = "Nothing could reach the vault: give it a private endpoint, or name operator_ip_ranges."
    }
  }
}

resource "azurerm_role_assignment" "vault_reader" {
  for_each = var.vault_readers

  scope                = azurerm_key_vault.this.id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = each.value
  principal_type       = "ServicePrincipal"
}

resource "azurerm_private_endpoint" "vault" {
  for_each = var.vault_endpoint == null ? toset([]) : toset(["vault"])

  name                = "pe-${var.name}-vault"
  resource_group_name = var.resource_group_name
  location            = var.location
  subnet_id           = var.vault_endpoint.subnet_id
  tags                = var.tags

  private_service_connection {
    name                           = "vault"
    private_connection_resource_id = azurerm_key_vault.this.id
    subresource_names              = ["vault"]
    is_manual_connection           = false
  }

  private_dns_zone_group {
    name                 = "vault"
    private_dns_zone_ids = [var.vault_endpoint.zone_id]
  }
}
