variable "subscription_id" {
  description = "Azure subscription to deploy to."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", var.subscription_id))
    error_message = "subscription_id must be a UUID in lower case: ${var.subscription_id}."
  }
}

variable "environment" {
  description = "Which environment this is: dev or prod."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["dev", "prod"], var.environment)
    error_message = "environment must be dev or prod: ${var.environment}."
  }
}

variable "location" {
  description = "Azure region in its short form, as in westeurope."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]+[0-9]?$", var.location))
    error_message = "location must be a region's short name, as in westeurope: ${var.location}."
  }
}

variable "name_suffix" {
  description = "3 to 6 lower-case letters or digits that make the names of vault, registry and storage unique in all of Azure."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]{3,6}$", var.name_suffix))
    error_message = "name_suffix must be 3 to 6 lower-case letters or digits: ${var.name_suffix}."
  }
}

variable "settings_file" {
  description = "Settings file of the gateway and the worker: topics, subscriptions, filters and limits are written there and nowhere else. Relative to the folder that Terraform runs in."
  type        = string
  nullable    = false

  validation {
    condition     = can(yamldecode(file(var.settings_file)))
    error_message = "settings_file must name a YAML file: ${var.settings_file}."
  }
}

variable "deploy_apps" {
  description = "Stage 1 of the apply makes everything but the apps; with true the apps follow. The image and the secrets must be there by then."
  type        = bool
  default     = false
  nullable    = false
}

variable "enable_push_subscriptions" {
  description = "Last stage: creates the subscriptions that push to a webhook. Event Grid asks the webhook first, so it must be up."
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = !var.enable_push_subscriptions || var.deploy_apps
    error_message = "enable_push_subscriptions needs deploy_apps: Event Grid asks the webhook whether it wants the events."
  }
}

variable "tags" {
  description = "Tags of every resource, besides application and environment."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = length(var.tags) <= 48
    error_message = "tags can have 48 entries; two of Azure's 50 are taken: ${length(var.tags)}."
  }
}
