# Where Event Grid puts what it could not deliver.

resource "azurerm_storage_account" "dead_letters" {
  name                            = "st${var.compact_name}"
  resource_group_name             = var.resource_group_name
  location                        = var.location
  account_tier                    = "Standard"
  account_replication_type        = var.storage_replication
  account_kind                    = "StorageV2"
  min_tls_version                 = "TLS1_2"
  https_traffic_only_enabled      = true
  shared_access_key_enabled       = false
  default_to_oauth_authentication = true
  allow_nested_items_to_be_public = false
  local_user_enabled              = false
  tags                            = var.tags

  # Event Grid comes as a trusted service, with its identity.
  network_rules {
    default_action = "Deny"
    bypass         = ["AzureServices"]
    ip_rules       = var.operator_ip_ranges
  }

  blob_properties {
    delete_retention_policy {
      days = 7
    }
  }
}

resource "azurerm_storage_container" "dead_letters" {
  name                  = "dead-letters"
  storage_account_id    = azurerm_storage_account.dead_letters.id
  container_access_type = "private"
}

resource "azurerm_storage_management_policy" "dead_letters" {
  storage_account_id = azurerm_storage_account.dead_letters.id

  rule {
    name    = "old-dead-letters"
    enabled = true

    filters {
      blob_types   = ["blockBlob"]
      prefix_match = ["${azurerm_storage_container.dead_letters.name}/"]
    }

    actions {
      base_blob {
        delete_after_days_since_modification_greater_than = var.dead_letter_retention_days
      }
    }
  }
}

resource "azurerm_role_assignment" "dead_letters" {
  scope                = azurerm_storage_container.dead_letters.id
  role_definition_name = "Storage Blob Data Contributor"
  principal_id         = var.eventgrid_principal_id
  principal_type       = "ServicePrincipal"
}
