output "namespace_id" {
  description = "Id of the namespace."
  value       = azapi_resource.namespace.id
}

output "namespace_name" {
  description = "Name of the namespace."
  value       = azapi_resource.namespace.name
}

output "endpoint" {
  description = "https URL of the namespace, for the gateway's upstream and the worker."
  value       = "https://${azapi_resource.namespace.output.hostname}"
}

output "subscription_names" {
  description = "Event subscriptions that exist after this apply, by topic/name."
  value       = sort(keys(azapi_resource.subscription))
}
