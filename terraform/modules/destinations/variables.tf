variable "name" {
  description = "Name of the deployment; the resources' names are made from it."
  type        = string
  nullable    = false
}

variable "resource_group_name" {
  description = "Resource group that everything is put into."
  type        = string
  nullable    = false
}

variable "location" {
  description = "Azure region, as in westeurope."
  type        = string
  nullable    = false
}

variable "tags" {
  description = "Tags of every resource."
  type        = map(string)
  nullable    = false
}

variable "event_hubs" {
  description = "Names of the event hubs; with none there is no Event Hubs namespace."
  type        = set(string)
  nullable    = false
}

variable "event_hub_limits" {
  description = "Partitions and retention of each event hub, and throughput units of their namespace."
  type        = object({ partitions = number, retention_hours = number, capacity = number })
  nullable    = false
}

variable "eventgrid_principal_id" {
  description = "Principal of the Event Grid namespace's identity."
  type        = string
  nullable    = false
}

variable "queue" {
  description = "Service Bus queue for a legacy system, with its classic topic in front; null for none."
  type        = object({ name = string, sku = string, types = list(string) })
}

variable "queue_sender_principal_id" {
  description = "Principal that sends to the classic topic."
  type        = string
  nullable    = false
}

variable "eventgrid_identity_id" {
  description = "Identity that the classic topic delivers with."
  type        = string
  nullable    = false
}

variable "dead_letters" {
  description = "Storage account and container for what could not be delivered."
  type        = object({ storage_account_id = string, container_name = string })
  nullable    = false
}
