# What an apply makes of environments/gridgate.yaml, stage by stage.

mock_provider "azurerm" {
  mock_resource "azurerm_container_app_environment" {
    defaults = { default_domain = "calm-sea.westeurope.azurecontainerapps.io" }
  }
  mock_resource "azurerm_storage_account" {
    defaults = { id = "/storage/dead-letters" }
  }
  mock_resource "azurerm_eventhub" {
    defaults = { id = "/hubs/orders" }
  }
  mock_resource "azurerm_cdn_frontdoor_endpoint" {
    defaults = { host_name = "gridgate.azurefd.net" }
  }
  mock_resource "azurerm_key_vault" {
    defaults = { vault_uri = "https://vault.example/" }
  }
  mock_resource "azurerm_container_registry" {
    defaults = { login_server = "registry.example" }
  }
}

mock_provider "azapi" {
  mock_resource "azapi_resource" {
    defaults = { output = { hostname = "evgns.westeurope-1.eventgrid.azure.net" } }
  }
}

variables {
  subscription_id = "00000000-0000-0000-0000-000000000000"
  environment     = "prod"
  location        = "westeurope"
  name_suffix     = "abc123"
  settings_file   = "environments/gridgate.yaml"
  alert_emails    = ["ops@example.com"]
  database_administrator = {
    object_id      = "00000000-0000-0000-0000-000000000001"
    principal_name = "admins"
    principal_type = "Group"
  }
}

run "first_stage_makes_all_but_the_apps_and_the_webhooks" {
  assert {
    condition     = module.apps.gateway_host == null && output.gateway_endpoint == null
    error_message = "the gateway is there already"
  }
  assert {
    condition     = toset(output.subscription_names) == toset(["code/builds", "orders/analytics", "orders/fulfilment"])
    error_message = join(", ", output.subscription_names)
  }
  assert {
    condition     = toset(output.secret_names) == toset(["acme-key", "acme-status-key", "code-host-status-key", "github-secret"])
    error_message = join(", ", output.secret_names)
  }
  assert {
    condition     = output.namespace_endpoint == "https://evgns.westeurope-1.eventgrid.azure.net"
    error_message = output.namespace_endpoint
  }
  assert {
    condition     = strcontains(output.database_role_sql, "pgaadauth_create_principal('id-gridgate-prod-abc123-gateway', false, false)")
    error_message = output.database_role_sql
  }
}

run "a_deployed_gateway_without_its_image_is_refused" {
  command = plan

  variables {
    deploy_apps = true
  }

  expect_failures = [var.image]
}

run "second_stage_makes_the_apps" {
  variables {
    deploy_apps = true
    image       = "gridgate:1.0.0"
  }

  assert {
    condition     = startswith(output.gateway_endpoint, "https://") && module.apps.gateway_host != null
    error_message = "there is no gateway"
  }
  assert {
    condition     = !contains(output.subscription_names, "orders/audit")
    error_message = "the webhook is asked too early"
  }
  assert {
    condition     = strcontains(output.gateway_settings, "https://evgns.westeurope-1.eventgrid.azure.net")
    error_message = output.gateway_settings
  }
}

run "third_stage_makes_the_webhooks" {
  variables {
    deploy_apps               = true
    image                     = "gridgate:1.0.0"
    enable_push_subscriptions = true
  }

  assert {
    condition     = toset(output.subscription_names) == toset(["code/builds", "orders/analytics", "orders/audit", "orders/fulfilment"])
    error_message = join(", ", output.subscription_names)
  }
}

run "front_door_is_the_address_where_there_is_one" {
  variables {
    deploy_apps = true
    image       = "gridgate:1.0.0"
    front_door  = { enabled = true }
  }

  assert {
    condition     = output.gateway_endpoint == "https://gridgate.azurefd.net"
    error_message = output.gateway_endpoint
  }
}

run "settings_that_event_grid_would_refuse_stop_the_plan" {
  command = plan

  variables {
    settings_file = "tests/fixtures/short-lock.yaml"
  }

  expect_failures = [azurerm_resource_group.this]
}
