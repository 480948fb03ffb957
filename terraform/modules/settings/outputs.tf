output "problems" {
  description = "What stands in the way of deploying these settings; empty where nothing does."
  value       = local.problems
}

output "topics" {
  description = "Topics by name, with their retention in days."
  value       = { for name, topic in local.topics : name => { retention_days = floor(coalesce(local.seconds[topic.retention], 0) / 86400) } }
}

output "subscriptions" {
  description = "Event subscriptions by topic/name, as the eventgrid module takes them."
  value       = local.arm_subscriptions
}

output "event_hubs" {
  description = "Names of the event hubs that subscriptions are pushed to."
  value       = toset([for each in local.subscriptions : each.push.event_hub if try(each.push.event_hub, null) != null])
}

output "gateway_topics" {
  description = "Names of the topics that the gateway sends to."
  value       = toset(values(local.sources))
}

output "worker_topics" {
  description = "Names of the topics that the worker, or a target of its bridge, receives from; none without a worker."
  value       = toset([for read in local.reads : read.topic])
}

output "gateway_secrets" {
  description = "Environment variables of the gateway, each with the name of its Key Vault secret."
  value       = local.gateway_secrets
}

output "worker_secrets" {
  description = "Environment variables of the worker, each with the name of its Key Vault secret."
  value       = local.worker_secrets
}

output "gateway_settings" {
  description = "The settings file that the gateway is started with."
  value       = yamlencode(local.gateway_settings)
}

output "worker_settings" {
  description = "The settings file that the worker is started with; null without a worker."
  value       = length(local.readers) == 0 ? null : yamlencode(local.worker_settings)
}
