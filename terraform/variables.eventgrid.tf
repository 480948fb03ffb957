variable "namespace_capacity" {
  description = "Throughput units of the namespace, 1 to 40: each takes 1,000 events or 1 MB a second and gives 2,000 events or 2 MB. It stays as it is; Event Grid's autoscale, a preview, is not used."
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = contains(range(1, 41), var.namespace_capacity)
    error_message = "namespace_capacity must be a whole number, 1 to 40: ${var.namespace_capacity}."
  }
}

variable "zone_redundant" {
  description = "Whether namespace, apps and dead letters survive the loss of a zone. Cannot be changed later."
  type        = bool
  default     = true
  nullable    = false
}

variable "dead_letter_retention_days" {
  description = "Days after which a dead letter is deleted, 7 to 3650."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = var.dead_letter_retention_days >= 7 && var.dead_letter_retention_days <= 3650
    error_message = "dead_letter_retention_days must be 7 to 3650: ${var.dead_letter_retention_days}."
  }
}

variable "push_token" {
  description = "Tenant and application that Event Grid gets a token for when it pushes to a webhook; null sends none."
  type        = object({ tenant_id = string, application_id_or_uri = string })
  default     = null

  validation {
    condition     = var.push_token == null || can(regex("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", var.push_token.tenant_id))
    error_message = "push_token.tenant_id must be a UUID in lower case."
  }
}

variable "event_hub_limits" {
  description = "Partitions (1 to 32) and retention (1 to 168 hours) of each event hub that a subscription is pushed to, and throughput units (1 to 40) of their namespace."
  type = object({
    partitions      = optional(number, 4)
    retention_hours = optional(number, 24)
    capacity        = optional(number, 1)
  })
  default  = {}
  nullable = false

  validation {
    condition     = contains(range(1, 33), var.event_hub_limits.partitions)
    error_message = "event_hub_limits.partitions must be 1 to 32: ${var.event_hub_limits.partitions}."
  }

  validation {
    condition     = contains(range(1, 169), var.event_hub_limits.retention_hours)
    error_message = "event_hub_limits.retention_hours must be 1 to 168: ${var.event_hub_limits.retention_hours}."
  }

  validation {
    condition     = contains(range(1, 41), var.event_hub_limits.capacity)
    error_message = "event_hub_limits.capacity must be 1 to 40: ${var.event_hub_limits.capacity}."
  }
}

variable "legacy_queue" {
  description = "Service Bus queue that levels the load for a system that can take only so much, behind a classic Event Grid topic; null for none. Empty types mean all."
  type = object({
    name  = string
    sku   = optional(string, "Standard")
    types = optional(list(string), [])
  })
  default = null

  validation {
    condition     = var.legacy_queue == null || can(regex("^[a-z0-9]([a-z0-9-]{0,48}[a-z0-9])?$", var.legacy_queue.name))
    error_message = "legacy_queue.name must be 1 to 50 lower-case letters, digits or hyphens, no hyphen first or last."
  }

  validation {
    condition     = var.legacy_queue == null || contains(["Standard", "Premium"], try(var.legacy_queue.sku, ""))
    error_message = "legacy_queue.sku must be Standard or Premium."
  }
}
