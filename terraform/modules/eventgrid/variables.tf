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

variable "resource_group_id" {
  description = "Id of the resource group; the namespace's parent."
  type        = string
  nullable    = false
}

variable "capacity" {
  description = "Throughput units, 1 to 40. One takes 1,000 events or 1 MB each second."
  type        = number
  nullable    = false

  validation {
    condition     = contains(range(1, 41), var.capacity)
    error_message = "capacity must be a whole number of throughput units, 1 to 40: ${var.capacity}."
  }
}

variable "zone_redundant" {
  description = "Whether the namespace survives the loss of a zone. Cannot be changed later."
  type        = bool
  nullable    = false
}

variable "public_network_access_enabled" {
  description = "Whether the namespace can be reached from the internet."
  type        = bool
  nullable    = false
}

variable "private_endpoint" {
  description = "Subnet and private DNS zone of the private endpoint; null for none."
  type        = object({ subnet_id = string, zone_id = string })
}

variable "topics" {
  description = "Topics by name; retention in days, 1 to 7."
  type        = map(object({ retention_days = number }))
  nullable    = false
}

variable "subscriptions" {
  description = "Event subscriptions by topic/name, from the settings module."
  type        = any
  nullable    = false
}

variable "push_enabled" {
  description = "Whether subscriptions that push to a webhook are created: the webhook must answer by then."
  type        = bool
  nullable    = false
}

variable "gateway_endpoint" {
  description = "https URL of the gateway, in place of $${GATEWAY_ENDPOINT}; null before it is deployed."
  type        = string
}

variable "push_token" {
  description = "Tenant and application that Event Grid gets a token for when it pushes; null for none."
  type        = object({ tenant_id = string, application_id_or_uri = string })
}

variable "event_hub_ids" {
  description = "Ids of the event hubs that subscriptions are pushed to, by name."
  type        = map(string)
  nullable    = false
}

variable "dead_letters" {
  description = "Storage account and container for what could not be delivered."
  type        = object({ storage_account_id = string, container_name = string })
  nullable    = false
}

variable "identity_id" {
  description = "User-assigned identity that the namespace writes dead letters and event hubs with."
  type        = string
  nullable    = false
}

variable "gateway" {
  description = "Principal of the gateway and the topics that it sends to."
  type        = object({ principal_id = string, topics = set(string) })
  nullable    = false
}

variable "worker" {
  description = "Principal of the worker and the topics that it receives from."
  type        = object({ principal_id = string, topics = set(string) })
  nullable    = false
}
