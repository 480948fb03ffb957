data "azurerm_client_config" "this" {}

resource "azurerm_resource_group" "this" {
  name     = "rg-${local.name}"
  location = var.location
  tags     = local.tags

  lifecycle {
    precondition {
      condition     = length(module.settings.problems) == 0
      error_message = "${var.settings_file} cannot be deployed:\n${join("\n", module.settings.problems)}"
    }
  }
}

module "settings" {
  source = "./modules/settings"

  yaml               = file(var.settings_file)
  namespace_endpoint = module.eventgrid.endpoint
  database = {
    host = module.data.database.host
    name = module.data.database.name
    user = module.identity.identities["gateway"].name
  }
  container = {
    data_folder    = local.container.data_folder
    schemas_folder = local.container.schemas_folder
    http_port      = local.container.http_port
    worker_port    = local.container.worker_port

    shutdown_delay_seconds = local.container.shutdown_delay_seconds
  }
}

module "network" {
  source = "./modules/network"

  name                = local.name
  resource_group_name = azurerm_resource_group.this.name
  location            = var.location
  tags                = local.tags
  address_space       = var.address_space
  private_zones       = local.private_zones
}

module "identity" {
  source = "./modules/identity"

  name                = local.name
  resource_group_name = azurerm_resource_group.this.name
  location            = var.location
  tags                = local.tags
}

module "data" {
  source = "./modules/data"

  name                       = local.name
  compact_name               = local.compact_name
  resource_group_name        = azurerm_resource_group.this.name
  location                   = var.location
  tags                       = local.tags
  tenant_id                  = data.azurerm_client_config.this.tenant_id
  operator_ip_ranges         = var.operator_ip_ranges
  vault_endpoint             = local.endpoints.vault
  purge_protection_enabled   = local.production
  delete_lock                = local.production
  storage_replication        = var.zone_redundant ? "ZRS" : "LRS"
  dead_letter_retention_days = var.dead_letter_retention_days
  eventgrid_principal_id     = module.identity.identities["eventgrid"].principal_id
  database                   = var.database
  database_administrator     = var.database_administrator

  vault_readers = { for part in ["gateway", "worker"] : part => module.identity.identities[part].principal_id }

  database_network = {
    subnet_id = module.network.database_subnet_id
    zone_id   = module.network.zone_ids["database"]
  }
}

module "destinations" {
  source = "./modules/destinations"

  name                      = local.name
  resource_group_name       = azurerm_resource_group.this.name
  location                  = var.location
  tags                      = local.tags
  event_hubs                = module.settings.event_hubs
  event_hub_limits          = var.event_hub_limits
  queue                     = var.legacy_queue
  queue_sender_principal_id = module.identity.identities["gateway"].principal_id
  eventgrid_principal_id    = module.identity.identities["eventgrid"].principal_id
  eventgrid_identity_id     = module.identity.identities["eventgrid"].id
  dead_letters              = module.data.dead_letters
}

module "eventgrid" {
  source = "./modules/eventgrid"

  name                          = local.name
  resource_group_name           = azurerm_resource_group.this.name
  resource_group_id             = azurerm_resource_group.this.id
  location                      = var.location
  tags                          = local.tags
  capacity                      = var.namespace_capacity
  zone_redundant                = var.zone_redundant
  public_network_access_enabled = var.public_network_access_enabled
  private_endpoint              = local.endpoints.eventgrid
  topics                        = module.settings.topics
  subscriptions                 = module.settings.subscriptions
  push_enabled                  = var.enable_push_subscriptions
  push_token                    = var.push_token
  gateway_endpoint              = local.gateway_endpoint
  event_hub_ids                 = module.destinations.event_hub_ids
  dead_letters                  = module.data.dead_letters
  identity_id                   = module.identity.identities["eventgrid"].id

  gateway = {
    principal_id = module.identity.identities["gateway"].principal_id
    topics       = module.settings.gateway_topics
  }
  worker = {
    principal_id = module.identity.identities["worker"].principal_id
    topics       = module.settings.worker_topics
  }
}

module "observability" {
  source = "./modules/observability"

  name                   = local.name
  resource_group_name    = azurerm_resource_group.this.name
  location               = var.location
  tags                   = local.tags
  retention_days         = var.log_retention_days
  namespace_id           = module.eventgrid.namespace_id
  dead_letter_storage_id = module.data.dead_letters.storage_account_id
  gateway_name           = module.apps.gateway_name
  alert_emails           = var.alert_emails
  thresholds             = var.alert_thresholds
}

module "apps" {
  source = "./modules/apps"

  name                        = local.name
  compact_name                = local.compact_name
  resource_group_name         = azurerm_resource_group.this.name
  location                    = var.location
  tags                        = local.tags
  subnet_id                   = module.network.apps_subnet_id
  log_analytics_workspace_id  = module.observability.workspace_id
  zone_redundant              = var.zone_redundant
  registry_sku                = var.registry_sku
  registry_endpoint           = local.endpoints.registry
  operator_ip_ranges          = var.operator_ip_ranges
  deploy_apps                 = var.deploy_apps
  image                       = var.image
  vault_uri                   = module.data.vault_uri
  telemetry_connection_string = module.observability.connection_string
  environment_variables       = { AZURE_TENANT_ID = data.azurerm_client_config.this.tenant_id }

  container = {
    data_folder     = local.container.data_folder
    settings_folder = local.container.settings_folder
    http_port       = local.container.http_port
    worker_port     = local.container.worker_port
    grace_seconds   = local.container.grace_seconds
  }

  gateway = merge(var.gateway, {
    identity = module.identity.identities["gateway"]
    settings = module.settings.gateway_settings
    secrets  = module.settings.gateway_secrets
    memory   = "${var.gateway.cpu * 2}Gi"
  })

  worker = merge(var.worker, {
    wanted   = length(module.settings.worker_topics) > 0
    identity = module.identity.identities["worker"]
    settings = module.settings.worker_settings
    secrets  = module.settings.worker_secrets
    memory   = "${var.worker.cpu * 2}Gi"
  })
}

module "edge" {
  source = "./modules/edge"
  count  = var.front_door.enabled ? 1 : 0

  name                = local.name
  compact_name        = local.compact_name
  resource_group_name = azurerm_resource_group.this.name
  tags                = local.tags
  origin_host         = module.apps.gateway_host
  deployed            = var.deploy_apps
  sku                 = var.front_door.sku
  waf_mode            = var.front_door.waf_mode
  requests_per_minute = var.front_door.requests_per_minute
}
