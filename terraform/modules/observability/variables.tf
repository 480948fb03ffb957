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

variable "retention_days" {
  description = "Days for which logs are kept."
  type        = number
  nullable    = false
}

variable "namespace_id" {
  description = "Event Grid namespace that is watched."
  type        = string
  nullable    = false
}

variable "dead_letter_storage_id" {
  description = "Storage account that dead letters are written to."
  type        = string
  nullable    = false
}

variable "gateway_name" {
  description = "Name of the gateway's container app, for queries on its output."
  type        = string
  nullable    = false
}

variable "alert_emails" {
  description = "Who is told."
  type        = set(string)
  nullable    = false
}

variable "thresholds" {
  description = "Failed publishes within five minutes, and minutes for which the outbox may be held up, above which somebody is told."
  type        = object({ failed_publishes = number, outbox_minutes = number })
  nullable    = false
}
