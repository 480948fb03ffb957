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

variable "tags" {
  description = "Tags of every resource."
  type        = map(string)
  nullable    = false
}

variable "compact_name" {
  description = "The name without hyphens, for the firewall policy."
  type        = string
  nullable    = false
}

variable "origin_host" {
  description = "Host name of the gateway; null before it is deployed."
  type        = string
}

variable "deployed" {
  description = "Whether the gateway is there to be an origin."
  type        = bool
  nullable    = false
}

variable "sku" {
  description = "Standard or Premium; only Premium has managed rules."
  type        = string
  nullable    = false
}

variable "waf_mode" {
  description = "Detection or Prevention."
  type        = string
  nullable    = false
}

variable "requests_per_minute" {
  description = "Requests that one address may make in a minute."
  type        = number
  nullable    = false
}
