variable "yaml" {
  description = "Content of the settings file that configures the gateway and the worker."
  type        = string
  nullable    = false
}

variable "namespace_endpoint" {
  description = "https URL of the Event Grid namespace, for the rendered settings."
  type        = string
  nullable    = false
}

variable "database" {
  description = "Where the gateway keeps its log, and the database role of its identity."
  type        = object({ host = string, name = string, user = string })
  nullable    = false
}

variable "container" {
  description = "Paths and ports inside the container image."
  type = object({
    data_folder    = string
    schemas_folder = string
    http_port      = number
    worker_port    = number

    shutdown_delay_seconds = number
  })
  nullable = false
}
