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
