# A small deployment to try things: one zone, small database, reachable by its operators.
# Given on the command line: subscription_id, name_suffix, database_administrator, alert_emails,
# operator_ip_ranges.

environment   = "dev"
location      = "westeurope"
settings_file = "environments/gridgate.yaml"

zone_redundant     = false
namespace_capacity = 1
registry_sku       = "Basic"

gateway = { cpu = 0.5, min_replicas = 2, max_replicas = 3 }
worker  = { cpu = 0.25, min_replicas = 1, max_replicas = 3, scale_on = "cpu" }

database = {
  sku_name              = "B_Standard_B1ms"
  storage_mb            = 32768
  backup_retention_days = 7
  high_availability     = false
}

dead_letter_retention_days = 14
