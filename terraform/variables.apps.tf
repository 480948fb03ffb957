variable "image" {
  description = "Repository and tag, or digest, of the image in this deployment's registry, as in gridgate:1.0.0."
  type        = string
  default     = "gridgate:unset"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9._/-]*(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127}|@sha256:[0-9a-f]{64})$", var.image))
    error_message = "image must be a repository with a tag or a digest, as in gridgate:1.0.0: ${var.image}."
  }

  validation {
    condition     = !endswith(var.image, ":latest") && (!var.deploy_apps || !endswith(var.image, ":unset"))
    error_message = "image must name a version that does not move when the apps are deployed: ${var.image}."
  }
}

variable "registry_sku" {
  description = "Basic, Standard or Premium; only Premium can be closed to the internet."
  type        = string
  default     = "Premium"
  nullable    = false

  validation {
    condition     = contains(["Basic", "Standard", "Premium"], var.registry_sku)
    error_message = "registry_sku must be Basic, Standard or Premium: ${var.registry_sku}."
  }
}

variable "gateway" {
  description = "Size of the gateway: vCPU (0.25 to 4 in quarters, 2 GiB of memory for each), replicas (2 to 30), and requests at once for which a replica is added."
  type = object({
    cpu                 = optional(number, 1)
    min_replicas        = optional(number, 2)
    max_replicas        = optional(number, 6)
    concurrent_requests = optional(number, 100)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.gateway.cpu >= 0.25 && var.gateway.cpu <= 4 && floor(var.gateway.cpu * 4) == var.gateway.cpu * 4
    error_message = "gateway.cpu must be 0.25 to 4 in steps of 0.25: ${var.gateway.cpu}."
  }

  validation {
    condition     = var.gateway.min_replicas >= 2 && var.gateway.min_replicas <= var.gateway.max_replicas && var.gateway.max_replicas <= 30
    error_message = "gateway replicas must be 2 <= min_replicas <= max_replicas <= 30: ${var.gateway.min_replicas}, ${var.gateway.max_replicas}."
  }

  validation {
    condition     = contains(range(1, 1001), var.gateway.concurrent_requests)
    error_message = "gateway.concurrent_requests must be 1 to 1000: ${var.gateway.concurrent_requests}."
  }
}

variable "worker" {
  description = "Size of the worker in the same way, replicas 1 to 30; what it scales on: lag (its own, see README.md) or cpu; and the seconds of lag for each replica."
  type = object({
    cpu          = optional(number, 0.5)
    min_replicas = optional(number, 1)
    max_replicas = optional(number, 10)
    scale_on     = optional(string, "lag")
    lag_seconds  = optional(number, 30)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.worker.cpu >= 0.25 && var.worker.cpu <= 4 && floor(var.worker.cpu * 4) == var.worker.cpu * 4
    error_message = "worker.cpu must be 0.25 to 4 in steps of 0.25: ${var.worker.cpu}."
  }

  validation {
    condition     = var.worker.min_replicas >= 1 && var.worker.min_replicas <= var.worker.max_replicas && var.worker.max_replicas <= 30
    error_message = "worker replicas must be 1 <= min_replicas <= max_replicas <= 30: ${var.worker.min_replicas}, ${var.worker.max_replicas}."
  }

  validation {
    condition     = contains(["lag", "cpu"], var.worker.scale_on)
    error_message = "worker.scale_on must be lag or cpu: ${var.worker.scale_on}."
  }

  validation {
    condition     = var.worker.lag_seconds >= 1 && var.worker.lag_seconds <= 86400
    error_message = "worker.lag_seconds must be 1 to 86400: ${var.worker.lag_seconds}."
  }
}
