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

variable "address_space" {
  description = "Address range of the virtual network in CIDR notation, /16 to /22."
  type        = string
  nullable    = false
}

variable "private_zones" {
  description = "Private DNS zones by purpose: those of the services that get a private endpoint."
  type        = map(string)
  nullable    = false
}
