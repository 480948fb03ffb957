# Dead letters, vault and database: closed, without passwords, and with no more roles than needed.

mock_provider "azurerm" {
  mock_resource "azurerm_storage_container" {
    defaults = { id = "/storage/containers/dead-letters" }
  }
  mock_resource "azurerm_key_vault" {
    defaults = { id = "/vault" }
  }
}

variables {
  name                       = "gridgate-prod-abc123"
  compact_name               = "gridgateprodabc123"
  resource_group_name        = "rg"
  location                   = "westeurope"
  tags                       = {}
  tenant_id                  = "tenant"
  operator_ip_ranges         = []
  vault_endpoint             = { subnet_id = "/subnets/endpoints", zone_id = "/zones/vault" }
  purge_protection_enabled   = true
  delete_lock                = true
  vault_readers              = { gateway = "principal-gateway", worker = "principal-worker" }
  eventgrid_principal_id     = "principal-eventgrid"
  dead_letter_retention_days = 90
  storage_replication        = "ZRS"
  database = {
    sku_name              = "GP_Standard_D2ds_v5"
    storage_mb            = 131072
    version               = "17"
    backup_retention_days = 14
    geo_redundant_backup  = false
    high_availability     = true
  }
  database_administrator = { object_id = "admins-id", principal_name = "admins", principal_type = "Group" }
  database_network       = { subnet_id = "/subnets/database", zone_id = "/zones/database" }
}

run "nothing_is_open_and_nothing_has_a_password" {
  module { source = "./modules/data" }

  assert {
    condition = (
      !azurerm_postgresql_flexible_server.this.public_network_access_enabled
      && azurerm_postgresql_flexible_server.this.delegated_subnet_id == "/subnets/database"
      && azurerm_postgresql_flexible_server.this.private_dns_zone_id == "/zones/database"
      && azurerm_postgresql_flexible_server.this.authentication[0].active_directory_auth_enabled
      && !azurerm_postgresql_flexible_server.this.authentication[0].password_auth_enabled
    )
    error_message = "database"
  }
  assert {
    condition = (
      !azurerm_storage_account.dead_letters.shared_access_key_enabled
      && !azurerm_storage_account.dead_letters.allow_nested_items_to_be_public
      && azurerm_storage_account.dead_letters.min_tls_version == "TLS1_2"
      && azurerm_storage_account.dead_letters.network_rules[0].default_action == "Deny"
      && azurerm_storage_account.dead_letters.network_rules[0].bypass == toset(["AzureServices"])
    )
    error_message = "storage"
  }
  assert {
    condition = (
      !azurerm_key_vault.this.public_network_access_enabled
      && azurerm_key_vault.this.rbac_authorization_enabled
      && azurerm_key_vault.this.network_acls[0].default_action == "Deny"
      && azurerm_private_endpoint.vault["vault"].private_service_connection[0].subresource_names == tolist(["vault"])
    )
    error_message = "vault"
  }
  assert {
    condition     = length(azurerm_key_vault.this.name) <= 24 && length(azurerm_storage_account.dead_letters.name) <= 24
    error_message = "Names of vaults and storage accounts have at most 24 characters."
  }
  assert {
    condition     = azurerm_management_lock.database["database"].lock_level == "CanNotDelete"
    error_message = "lock"
  }
}

run "roles_are_the_least" {
  module { source = "./modules/data" }

  assert {
    condition = [azurerm_role_assignment.dead_letters.scope, azurerm_role_assignment.dead_letters.role_definition_name, azurerm_role_assignment.dead_letters.principal_id] == [
      "/storage/containers/dead-letters", "Storage Blob Data Contributor", "principal-eventgrid"
    ]
    error_message = "dead letters"
  }
  assert {
    condition = { for part, role in azurerm_role_assignment.vault_reader : part => [role.scope, role.role_definition_name, role.principal_id] } == {
      gateway = ["/vault", "Key Vault Secrets User", "principal-gateway"]
      worker  = ["/vault", "Key Vault Secrets User", "principal-worker"]
    }
    error_message = "vault"
  }
}

run "a_vault_that_nobody_reaches_is_refused" {
  command = plan
  module { source = "./modules/data" }

  variables {
    vault_endpoint = null
  }

  expect_failures = [azurerm_key_vault.this]
}

run "high_availability_of_a_burstable_database_is_refused" {
  command = plan
  module { source = "./modules/data" }

  variables {
    database = {
      sku_name              = "B_Standard_B1ms"
      storage_mb            = 131072
      version               = "17"
      backup_retention_days = 14
      geo_redundant_backup  = false
      high_availability     = true
    }
  }

  expect_failures = [azurerm_postgresql_flexible_server.this]
}
