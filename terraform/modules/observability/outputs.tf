output "workspace_id" {
  description = "Id of the Log Analytics workspace."
  value       = azurerm_log_analytics_workspace.this.id
}

output "connection_string" {
  description = "Where a telemetry agent sends to."
  value       = azurerm_application_insights.this.connection_string
  sensitive   = true
}

output "outbox_query" {
  description = "Query for topics whose events are held up in the gateway."
  value       = local.outbox_query
}
