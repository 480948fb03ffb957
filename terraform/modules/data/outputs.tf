output "dead_letters" {
  description = "Storage account and container of the dead letters; Event Grid may write there."
  value = {
    storage_account_id = azurerm_storage_account.dead_letters.id
    container_name     = azurerm_storage_container.dead_letters.name
  }
  depends_on = [azurerm_role_assignment.dead_letters]
}

output "vault_name" {
  description = "Name of the key vault."
  value       = azurerm_key_vault.this.name
}

output "vault_uri" {
  description = "Address of the key vault, ending in a slash; the apps may read its secrets."
  value       = azurerm_key_vault.this.vault_uri
  depends_on  = [azurerm_role_assignment.vault_reader, azurerm_private_endpoint.vault]
}

output "database" {
  description = "Host and name of the database."
  value = {
    host = azurerm_postgresql_flexible_server.this.fqdn
    name = azurerm_postgresql_flexible_server_database.log.name
  }
}

output "database_server_id" {
  description = "Id of the database server."
  value       = azurerm_postgresql_flexible_server.this.id
}
