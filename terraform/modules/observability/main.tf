resource "azurerm_log_analytics_workspace" "this" {
  name                = "log-${var.name}"
  resource_group_name = var.resource_group_name
  location            = var.location
  sku                 = "PerGB2018"
  retention_in_days   = var.retention_days
  tags                = var.tags
}

resource "azurerm_application_insights" "this" {
  name                = "appi-${var.name}"
  resource_group_name = var.resource_group_name
  location            = var.location
  application_type    = "java"
  workspace_id        = azurerm_log_analytics_workspace.this.id
  retention_in_days   = 90
  tags                = var.tags
}

# Event Grid exports logs only. Its metrics stay with the resource, so alerts on them are metric alerts.
resource "azurerm_monitor_diagnostic_setting" "namespace" {
  name                           = "to-log-analytics"
  target_resource_id             = var.namespace_id
  log_analytics_workspace_id     = azurerm_log_analytics_workspace.this.id
  log_analytics_destination_type = "Dedicated"

  enabled_log {
    category = "FailedHttpDataPlaneOperations"
  }
}
