resource "azurerm_cdn_frontdoor_firewall_policy" "this" {
  name                       = "waf${var.compact_name}"
  resource_group_name        = var.resource_group_name
  sku_name                   = azurerm_cdn_frontdoor_profile.this.sku_name
  mode                       = var.waf_mode
  enabled                    = true
  request_body_check_enabled = true
  # A sender that comes too fast shall come again; 403 would make it stop.
  custom_block_response_status_code = 429
  tags                              = var.tags

  custom_rule {
    name                           = "RequestsOfOneAddress"
    type                           = "RateLimitRule"
    action                         = "Block"
    enabled                        = true
    priority                       = 100
    rate_limit_duration_in_minutes = 1
    rate_limit_threshold           = var.requests_per_minute

    match_condition {
      match_variable     = "RequestUri"
      operator           = "Contains"
      negation_condition = false
      match_values       = ["/"]
    }
  }

  # No bot rules: whoever sends webhooks is one.
  dynamic "managed_rule" {
    for_each = var.sku == "Premium" ? { Microsoft_DefaultRuleSet = "2.1" } : {}

    content {
      type    = managed_rule.key
      version = managed_rule.value
      action  = "Block"
    }
  }
}

resource "azurerm_cdn_frontdoor_security_policy" "this" {
  name                     = "all"
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.this.id

  security_policies {
    firewall {
      cdn_frontdoor_firewall_policy_id = azurerm_cdn_frontdoor_firewall_policy.this.id

      association {
        patterns_to_match = ["/*"]

        domain {
          cdn_frontdoor_domain_id = azurerm_cdn_frontdoor_endpoint.this.id
        }
      }
    }
  }
}
