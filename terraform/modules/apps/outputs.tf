output "registry" {
  description = "Name and address of the registry that the image is pushed to."
  value = {
    name   = azurerm_container_registry.this.name
    server = azurerm_container_registry.this.login_server
  }
}

output "gateway_host" {
  description = "Host name of the gateway; null before it is deployed."
  value       = one([for app in azurerm_container_app.gateway : app.ingress[0].fqdn])
}

output "gateway_name" {
  description = "Name of the gateway's container app."
  value       = "ca-${var.name}-gateway"
}

output "worker_name" {
  description = "Name of the worker's container app."
  value       = local.worker_name
}
