# Production: three zones, nothing public but the gateway, Front Door before it.
# Given on the command line: subscription_id, name_suffix, database_administrator, alert_emails.

environment   = "prod"
location      = "westeurope"
settings_file = "environments/gridgate.yaml"

zone_redundant     = true
namespace_capacity = 2
registry_sku       = "Premium"

gateway = { cpu = 1, min_replicas = 3, max_replicas = 12 }
worker  = { cpu = 0.5, min_replicas = 2, max_replicas = 20, scale_on = "lag", lag_seconds = 30 }

database = {
  sku_name              = "GP_Standard_D4ds_v5"
  storage_mb            = 262144
  backup_retention_days = 35
  geo_redundant_backup  = true
  high_availability     = true
}

front_door         = { enabled = true }
log_retention_days = 90
