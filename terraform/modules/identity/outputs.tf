output "identities" {
  description = "Identities by part: gateway, worker and eventgrid (the namespace's own)."
  value = {
    for part, identity in azurerm_user_assigned_identity.this : part => {
      id           = identity.id
      name         = identity.name
      client_id    = identity.client_id
      principal_id = identity.principal_id
    }
  }
}
