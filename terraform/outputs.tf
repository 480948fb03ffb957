output "resource_group_name" {
  description = "Resource group that everything is in."
  value       = azurerm_resource_group.this.name
}

output "namespace_name" {
  description = "Name of the Event Grid namespace."
  value       = module.eventgrid.namespace_name
}

output "namespace_endpoint" {
  description = "https URL of the namespace: `endpoint` of the gateway's upstream and of the worker."
  value       = module.eventgrid.endpoint
}

output "subscription_names" {
  description = "Event subscriptions after this apply, by topic/name. Those that push to a webhook come last."
  value       = module.eventgrid.subscription_names
}

output "gateway_endpoint" {
  description = "https URL that partners send to; null before the apps are deployed."
  value       = local.gateway_endpoint
}

output "gateway_name" {
  description = "Name of the gateway's container app."
  value       = module.apps.gateway_name
}

output "worker_name" {
  description = "Name of the worker's container app."
  value       = module.apps.worker_name
}

output "registry" {
  description = "Name and address of the registry that the image is pushed to."
  value       = module.apps.registry
}

output "vault_name" {
  description = "Name of the key vault that secrets are put into."
  value       = module.data.vault_name
}

output "secret_names" {
  description = "Secrets that must be in the vault before the apps are deployed: one for each reference in the settings file."
  value       = sort(distinct(concat(values(module.settings.gateway_secrets), values(module.settings.worker_secrets))))
}

output "gateway_settings" {
  description = "The settings file that the gateway is started with."
  value       = module.settings.gateway_settings
}

output "worker_settings" {
  description = "The settings file that the worker is started with; null without a worker."
  value       = module.settings.worker_settings
}

output "database_host" {
  description = "Host of the database, reachable from within the network."
  value       = module.data.database.host
}

output "database_role_sql" {
  description = "What the database's administrator runs once, in the database postgres, to let the gateway in."
  value       = "select * from pgaadauth_create_principal('${module.identity.identities["gateway"].name}', false, false); grant connect, create on database ${module.data.database.name} to \"${module.identity.identities["gateway"].name}\";"
}

output "dead_letters" {
  description = "Storage account and container of the dead letters."
  value       = module.data.dead_letters
}

output "front_door_id" {
  description = "Value of X-Azure-FDID on requests that came through Front Door; null without it."
  value       = one(module.edge[*].profile_guid)
}

output "legacy_queue_topic_endpoint" {
  description = "Address of the classic topic in front of the Service Bus queue; null without a queue."
  value       = module.destinations.queue_topic_endpoint
}
