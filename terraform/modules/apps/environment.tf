resource "azurerm_container_app_environment" "this" {
  name                       = "cae-${var.name}"
  resource_group_name        = var.resource_group_name
  location                   = var.location
  infrastructure_subnet_id   = var.subnet_id
  logs_destination           = "log-analytics"
  log_analytics_workspace_id = var.log_analytics_workspace_id
  zone_redundancy_enabled    = var.zone_redundant
  # Partners and Event Grid's pushes come from the internet; only an app with external ingress is open.
  internal_load_balancer_enabled = false
  tags                           = var.tags

  workload_profile {
    name                  = "Consumption"
    workload_profile_type = "Consumption"
  }
}

locals {
  deployed = var.deploy_apps ? toset(["app"]) : toset([])
  image    = "${azurerm_container_registry.this.login_server}/${var.image}"
  # Every secret of an app is a file in the folder, and the settings are one of them. They hold names
  # of secrets, no secrets.
  settings_secret = "gridgate-yaml"
  # For a telemetry agent, where the image has one.
  telemetry_secret = "application-insights"
  settings_file    = "${var.container.settings_folder}/${local.settings_secret}"
}
