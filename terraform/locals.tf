locals {
  name         = "gridgate-${var.environment}-${var.name_suffix}"
  compact_name = "gridgate${var.environment}${var.name_suffix}"
  production   = var.environment == "prod"

  tags = merge(var.tags, { application = "gridgate", environment = var.environment })

  # What the image and the programs in it agree on with this deployment.
  container = {
    settings_folder = "/etc/gridgate"
    data_folder     = "/data"
    schemas_folder  = "/opt/gridgate/schemas"
    http_port       = 8080
    worker_port     = 9464
    grace_seconds   = 60
    # Longer than the gateway's readiness probe needs to fail: 2 times 5 s.
    shutdown_delay_seconds = 15
  }

  registry_is_private = var.private_endpoints_enabled && var.registry_sku == "Premium"
  private_zones = merge(
    { database = "${local.name}.private.postgres.database.azure.com" },
    { for purpose, zone in {
      eventgrid = "privatelink.eventgrid.azure.net"
      vault     = "privatelink.vaultcore.azure.net"
    } : purpose => zone if var.private_endpoints_enabled },
    { for zone in ["privatelink.azurecr.io"] : "registry" => zone if local.registry_is_private },
  )

  # A place in the network for each private endpoint; null where there is none.
  endpoints = {
    for purpose in ["eventgrid", "vault", "registry"] : purpose => contains(keys(local.private_zones), purpose) ? {
      subnet_id = module.network.endpoints_subnet_id
      zone_id   = module.network.zone_ids[purpose]
    } : null
  }

  gateway_host     = var.front_door.enabled ? one(module.edge[*].host) : module.apps.gateway_host
  gateway_endpoint = var.deploy_apps ? "https://${local.gateway_host}" : null
}
