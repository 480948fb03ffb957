output "apps_subnet_id" {
  description = "Subnet of the container apps."
  value       = azurerm_subnet.apps.id
}

output "endpoints_subnet_id" {
  description = "Subnet of the private endpoints."
  value       = azurerm_subnet.endpoints.id
  depends_on  = [azurerm_subnet_network_security_group_association.endpoints]
}

output "database_subnet_id" {
  description = "Subnet of the database."
  value       = azurerm_subnet.database.id
}

output "subnet_prefixes" {
  description = "Address range of each subnet."
  value       = { apps = local.apps, endpoints = local.endpoints, database = local.database }
}

output "zone_ids" {
  description = "Private DNS zones by purpose, linked to the network."
  value       = { for purpose, zone in azurerm_private_dns_zone.this : purpose => zone.id }
  depends_on  = [azurerm_private_dns_zone_virtual_network_link.this]
}
