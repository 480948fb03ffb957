# The whole deployment of the settings file given with -var settings_file=…, for evaluate.mjs.

mock_provider "azurerm" {
  mock_resource "azurerm_container_app_environment" {
    defaults = { default_domain = "calm-sea.westeurope.azurecontainerapps.io" }
  }
  mock_resource "azurerm_storage_account" {
    defaults = { id = "/storage/dead-letters" }
  }
  mock_resource "azurerm_postgresql_flexible_server" {
    defaults = { fqdn = "psql-gridgate-dev-abc123.postgres.database.azure.com" }
  }
  mock_resource "azurerm_eventhub" {
    defaults = { id = "/hubs/orders" }
  }
  mock_resource "azurerm_cdn_frontdoor_endpoint" {
    defaults = { host_name = "gridgate.azurefd.net" }
  }
  mock_resource "azurerm_key_vault" {
    defaults = { vault_uri = "https://vault.example/" }
  }
  mock_resource "azurerm_container_registry" {
    defaults = { login_server = "registry.example" }
  }
}

mock_provider "azapi" {
  mock_resource "azapi_resource" {
    defaults = { output = { hostname = "evgns.westeurope-1.eventgrid.azure.net" } }
  }
}

variables {
  subscription_id = "00000000-0000-0000-0000-000000000000"
  environment     = "dev"
  location        = "westeurope"
  name_suffix     = "abc123"
  alert_emails    = ["ops@example.com"]
  database_administrator = {
    object_id      = "00000000-0000-0000-0000-000000000001"
    principal_name = "admins"
    principal_type = "Group"
  }
}

run "evaluation" {
  variables {
    deploy_apps               = true
    image                     = "gridgate:1.0.0"
    enable_push_subscriptions = true
  }
}
