variable "address_space" {
  description = "Address range of the virtual network, /16 to /22."
  type        = string
  default     = "10.40.0.0/22"
  nullable    = false

  validation {
    condition     = can(cidrnetmask(var.address_space)) && try(cidrhost(var.address_space, 0) == split("/", var.address_space)[0], false)
    error_message = "address_space must be a range in CIDR notation, as in 10.40.0.0/22: ${var.address_space}."
  }

  validation {
    condition     = try(contains(range(16, 23), tonumber(split("/", var.address_space)[1])), false)
    error_message = "address_space must be /16 to /22: ${var.address_space}."
  }
}

variable "private_endpoints_enabled" {
  description = "Whether the namespace, the vault and a Premium registry are reached through private endpoints."
  type        = bool
  default     = true
  nullable    = false
}

variable "public_network_access_enabled" {
  description = "Whether the Event Grid namespace can be reached from the internet."
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = var.public_network_access_enabled || var.private_endpoints_enabled
    error_message = "Without public network access the namespace needs private_endpoints_enabled."
  }
}

variable "operator_ip_ranges" {
  description = "Public IPv4 addresses or ranges from which operators reach the vault, the dead letters and a Premium registry."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition = alltrue([
      for range in var.operator_ip_ranges :
      can(cidrnetmask(length(split("/", range)) == 1 ? "${range}/32" : range)) && !startswith(range, "0.0.0.0")
    ])
    error_message = "operator_ip_ranges must be IPv4 addresses or ranges, and not the whole internet: ${join(", ", var.operator_ip_ranges)}."
  }

  validation {
    condition     = length(var.operator_ip_ranges) > 0 || var.private_endpoints_enabled
    error_message = "Without operator_ip_ranges and private_endpoints_enabled nothing could reach the vault."
  }
}

variable "front_door" {
  description = "Front Door with a web application firewall before the gateway. Premium has Microsoft's managed rules."
  type = object({
    enabled             = optional(bool, false)
    sku                 = optional(string, "Premium")
    waf_mode            = optional(string, "Prevention")
    requests_per_minute = optional(number, 6000)
  })
  default  = {}
  nullable = false

  validation {
    condition     = contains(["Standard", "Premium"], var.front_door.sku)
    error_message = "front_door.sku must be Standard or Premium: ${var.front_door.sku}."
  }

  validation {
    condition     = contains(["Detection", "Prevention"], var.front_door.waf_mode)
    error_message = "front_door.waf_mode must be Detection or Prevention: ${var.front_door.waf_mode}."
  }

  validation {
    condition     = var.front_door.requests_per_minute >= 10 && var.front_door.requests_per_minute <= 1000000
    error_message = "front_door.requests_per_minute must be 10 to 1000000: ${var.front_door.requests_per_minute}."
  }
}
