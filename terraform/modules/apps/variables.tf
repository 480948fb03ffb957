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

variable "compact_name" {
  description = "The name without hyphens, for the registry."
  type        = string
  nullable    = false
}

variable "subnet_id" {
  description = "Subnet of the container apps environment."
  type        = string
  nullable    = false
}

variable "log_analytics_workspace_id" {
  description = "Where the containers' output goes."
  type        = string
  nullable    = false
}

variable "zone_redundant" {
  description = "Whether replicas are spread over zones. Cannot be changed later."
  type        = bool
  nullable    = false
}

variable "registry_sku" {
  description = "Basic, Standard or Premium; Premium has a private endpoint."
  type        = string
  nullable    = false
}

variable "registry_endpoint" {
  description = "Subnet and private DNS zone of the registry's private endpoint; null for none."
  type        = object({ subnet_id = string, zone_id = string })
}

variable "operator_ip_ranges" {
  description = "Public addresses from which images may be pushed to a Premium registry."
  type        = set(string)
  nullable    = false
}

variable "deploy_apps" {
  description = "Whether the gateway and the worker run: their image and secrets must be there by then."
  type        = bool
  nullable    = false
}

variable "image" {
  description = "Repository and tag or digest of the image in the registry."
  type        = string
  nullable    = false
}

variable "vault_uri" {
  description = "Address of the key vault, ending in a slash."
  type        = string
  nullable    = false
}

variable "container" {
  description = "Paths and ports inside the container image."
  type = object({
    data_folder     = string
    settings_folder = string
    http_port       = number
    worker_port     = number
    grace_seconds   = number
  })
  nullable = false
}

variable "environment_variables" {
  description = "Environment variables of both apps; no secrets."
  type        = map(string)
  nullable    = false
}

variable "gateway" {
  description = "The gateway: identity, settings file, secrets by environment variable, and size."
  type = object({
    identity            = object({ id = string, client_id = string, principal_id = string })
    settings            = string
    secrets             = map(string)
    cpu                 = number
    memory              = string
    min_replicas        = number
    max_replicas        = number
    concurrent_requests = number
  })
  nullable = false
}

variable "worker" {
  description = "The worker, in the same way, where one is wanted."
  type = object({
    wanted       = bool
    identity     = object({ id = string, client_id = string, principal_id = string })
    settings     = string
    secrets      = map(string)
    cpu          = number
    memory       = string
    min_replicas = number
    max_replicas = number
    scale_on     = string
    lag_seconds  = number
  })
  nullable = false
}

variable "telemetry_connection_string" {
  description = "Where a telemetry agent sends to."
  type        = string
  nullable    = false
  sensitive   = true
}
