variable "database" {
  description = "PostgreSQL server that holds the gateway's log: size, storage in MiB, backups kept for 7 to 35 days."
  type = object({
    sku_name              = optional(string, "GP_Standard_D2ds_v5")
    storage_mb            = optional(number, 131072)
    version               = optional(string, "17")
    backup_retention_days = optional(number, 14)
    geo_redundant_backup  = optional(bool, false)
    high_availability     = optional(bool, true)
  })
  default  = {}
  nullable = false

  validation {
    condition     = can(regex("^(B|GP|MO)_Standard_[A-Z][A-Za-z0-9_]+$", var.database.sku_name))
    error_message = "database.sku_name must be as in GP_Standard_D2ds_v5: ${var.database.sku_name}."
  }

  validation {
    condition     = contains([for power in range(0, 10) : 32768 * pow(2, power)], var.database.storage_mb)
    error_message = "database.storage_mb must be 32768 times a power of two, to 16777216: ${var.database.storage_mb}."
  }

  validation {
    condition     = contains(["15", "16", "17"], var.database.version)
    error_message = "database.version must be 15, 16 or 17: ${var.database.version}."
  }

  validation {
    condition     = contains(range(7, 36), var.database.backup_retention_days)
    error_message = "database.backup_retention_days must be 7 to 35: ${var.database.backup_retention_days}."
  }

  validation {
    condition     = !var.database.high_availability || !startswith(var.database.sku_name, "B_")
    error_message = "database.high_availability needs a GP_ or MO_ size: ${var.database.sku_name}."
  }
}

variable "database_administrator" {
  description = "Entra user, group or service principal that administers the database. It makes the gateway's role, see README.md."
  type        = object({ object_id = string, principal_name = string, principal_type = string })
  nullable    = false

  validation {
    condition     = contains(["User", "Group", "ServicePrincipal"], var.database_administrator.principal_type)
    error_message = "database_administrator.principal_type must be User, Group or ServicePrincipal: ${var.database_administrator.principal_type}."
  }

  validation {
    condition     = can(regex("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", var.database_administrator.object_id))
    error_message = "database_administrator.object_id must be a UUID in lower case: ${var.database_administrator.object_id}."
  }
}

variable "log_retention_days" {
  description = "Days for which logs are kept, 30 to 730."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = contains(range(30, 731), var.log_retention_days)
    error_message = "log_retention_days must be 30 to 730: ${var.log_retention_days}."
  }
}

variable "alert_emails" {
  description = "Who is told of failed publishes, dead letters and a held-up outbox; at least one address."
  type        = set(string)
  nullable    = false

  validation {
    condition     = length(var.alert_emails) > 0 && alltrue([for email in var.alert_emails : can(regex("^[^@\\s]+@[^@\\s]+$", email))])
    error_message = "alert_emails must be at least one e-mail address: ${join(", ", var.alert_emails)}."
  }
}

variable "alert_thresholds" {
  description = "Failed publishes within five minutes (0 to 1000000) and minutes for which the outbox may be held up (5 to 720), above which somebody is told."
  type = object({
    failed_publishes = optional(number, 0)
    outbox_minutes   = optional(number, 10)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.alert_thresholds.failed_publishes >= 0 && var.alert_thresholds.failed_publishes <= 1000000
    error_message = "alert_thresholds.failed_publishes must be 0 to 1000000: ${var.alert_thresholds.failed_publishes}."
  }

  validation {
    condition     = contains(range(5, 721), var.alert_thresholds.outbox_minutes)
    error_message = "alert_thresholds.outbox_minutes must be 5 to 720: ${var.alert_thresholds.outbox_minutes}."
  }
}
