# The gateway's log: accepted events, dedup and outbox, shared by its replicas. There are no
# passwords; tokens of Entra ID are the only way in, from within the network.

resource "azurerm_postgresql_flexible_server" "this" {
  name                          = "psql-${var.name}"
  resource_group_name           = var.resource_group_name
  location                      = var.location
  version                       = var.database.version
  sku_name                      = var.database.sku_name
  storage_mb                    = var.database.storage_mb
  auto_grow_enabled             = true
  backup_retention_days         = var.database.backup_retention_days
  geo_redundant_backup_enabled  = var.database.geo_redundant_backup
  delegated_subnet_id           = var.database_network.subnet_id
  private_dns_zone_id           = var.database_network.zone_id
  public_network_access_enabled = false
  tags                          = var.tags

  authentication {
    active_directory_auth_enabled = true
    password_auth_enabled         = false
    tenant_id                     = var.tenant_id
  }

  dynamic "high_availability" {
    for_each = var.database.high_availability ? ["ZoneRedundant"] : []

    content {
      mode = high_availability.value
    }
  }

  lifecycle {
    # Azure chooses the zones, and a fail-over swaps them.
    ignore_changes = [zone, high_availability[0].standby_availability_zone]

    precondition {
      condition     = !var.database.high_availability || !startswith(var.database.sku_name, "B_")
      error_message = "High availability needs a General Purpose or Memory Optimized size, not ${var.database.sku_name}."
    }
  }
}

resource "azurerm_postgresql_flexible_server_database" "log" {
  name      = "gridgate"
  server_id = azurerm_postgresql_flexible_server.this.id
  charset   = "UTF8"
  collation = "C"
}

resource "azurerm_management_lock" "database" {
  for_each = var.delete_lock ? toset(["database"]) : toset([])

  name       = "keep"
  scope      = azurerm_postgresql_flexible_server.this.id
  lock_level = "CanNotDelete"
  notes      = "Holds events that were accepted and are not delivered yet."
}

resource "azurerm_postgresql_flexible_server_active_directory_administrator" "this" {
  server_name         = azurerm_postgresql_flexible_server.this.name
  resource_group_name = var.resource_group_name
  tenant_id           = var.tenant_id
  object_id           = var.database_administrator.object_id
  principal_name      = var.database_administrator.principal_name
  principal_type      = var.database_administrator.principal_type
}
