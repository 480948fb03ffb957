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
  description = "The name without hyphens, for the storage account."
  type        = string
  nullable    = false
}

variable "tenant_id" {
  description = "Entra tenant of the vault and the database."
  type        = string
  nullable    = false
}

variable "operator_ip_ranges" {
  description = "Public addresses from which operators may reach the vault and the dead letters; none closes both."
  type        = set(string)
  nullable    = false
}

variable "vault_endpoint" {
  description = "Subnet and private DNS zone of the vault's private endpoint; null for none."
  type        = object({ subnet_id = string, zone_id = string })
}

variable "purge_protection_enabled" {
  description = "Whether a deleted vault is kept for its whole retention."
  type        = bool
  nullable    = false
}

variable "vault_readers" {
  description = "Principals that read secrets, by part."
  type        = map(string)
  nullable    = false
}

variable "eventgrid_principal_id" {
  description = "Principal that writes dead letters."
  type        = string
  nullable    = false
}

variable "dead_letter_retention_days" {
  description = "Days after which a dead letter is deleted."
  type        = number
  nullable    = false
}

variable "storage_replication" {
  description = "Replication of the dead-letter storage."
  type        = string
  nullable    = false
}

variable "database" {
  description = "Size and care of the PostgreSQL server."
  type = object({
    sku_name              = string
    storage_mb            = number
    version               = string
    backup_retention_days = number
    geo_redundant_backup  = bool
    high_availability     = bool
  })
  nullable = false
}

variable "database_administrator" {
  description = "Entra principal that administers the database: it makes the gateway's role."
  type        = object({ object_id = string, principal_name = string, principal_type = string })
  nullable    = false
}

variable "database_network" {
  description = "Delegated subnet and private DNS zone of the database."
  type        = object({ subnet_id = string, zone_id = string })
  nullable    = false
}

variable "delete_lock" {
  description = "Whether the database is locked against deletion."
  type        = bool
  nullable    = false
}
