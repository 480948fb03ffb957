output "host" {
  description = "Host name that partners and Event Grid use."
  value       = azurerm_cdn_frontdoor_endpoint.this.host_name
}

output "profile_guid" {
  description = "Front Door's id: the value of X-Azure-FDID on every request that came this way."
  value       = azurerm_cdn_frontdoor_profile.this.resource_guid
}
