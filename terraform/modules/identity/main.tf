# Who is who: one identity for each part that acts, so that each can have the roles it needs and no
# others. The roles are given beside what they are for.

resource "azurerm_user_assigned_identity" "this" {
  for_each = toset(["gateway", "worker", "eventgrid"])

  name                = "id-${var.name}-${each.key}"
  resource_group_name = var.resource_group_name
  location            = var.location
  tags                = var.tags
}
