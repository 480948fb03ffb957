# The gateway and the worker as container apps.

mock_provider "azurerm" {
  mock_resource "azurerm_container_app_environment" {
    defaults = { default_domain = "calm-sea.westeurope.azurecontainerapps.io" }
  }
  mock_resource "azurerm_container_registry" {
    defaults = { id = "/registry", login_server = "registry.example" }
  }
}

variables {
  name                        = "gridgate-dev-abc123"
  compact_name                = "gridgatedevabc123"
  resource_group_name         = "rg"
  location                    = "westeurope"
  tags                        = {}
  subnet_id                   = "/subnets/apps"
  log_analytics_workspace_id  = "/workspace"
  zone_redundant              = true
  registry_sku                = "Premium"
  registry_endpoint           = { subnet_id = "/subnets/endpoints", zone_id = "/zones/registry" }
  operator_ip_ranges          = []
  deploy_apps                 = true
  image                       = "gridgate:1.0.0"
  vault_uri                   = "https://vault.example/"
  telemetry_connection_string = "InstrumentationKey=any"
  environment_variables       = { AZURE_TENANT_ID = "tenant" }
  container = {
    settings_folder = "/etc/gridgate"
    data_folder     = "/var/lib/gridgate"
    http_port       = 8080
    worker_port     = 8081
    grace_seconds   = 60
  }
  gateway = {
    identity            = { id = "/id/gateway", client_id = "client-gateway", principal_id = "principal-gateway" }
    settings            = "gateway: {}"
    secrets             = { ACME_KEY = "acme-key" }
    cpu                 = 1
    memory              = "2Gi"
    min_replicas        = 2
    max_replicas        = 6
    concurrent_requests = 100
  }
  worker = {
    wanted       = true
    identity     = { id = "/id/worker", client_id = "client-worker", principal_id = "principal-worker" }
    settings     = "worker: {}"
    secrets      = {}
    cpu          = 0.5
    memory       = "1Gi"
    min_replicas = 1
    max_replicas = 10
    scale_on     = "lag"
    lag_seconds  = 100
  }
}

run "gateway_is_open_probed_and_there_twice" {
  module { source = "./modules/apps" }

  assert {
    condition = (
      azurerm_container_app.gateway["app"].ingress[0].external_enabled
      && !azurerm_container_app.gateway["app"].ingress[0].allow_insecure_connections
      && azurerm_container_app.gateway["app"].ingress[0].target_port == 8080
    )
    error_message = "ingress"
  }
  assert {
    condition     = azurerm_container_app.gateway["app"].template[0].min_replicas == 2 && azurerm_container_app.gateway["app"].template[0].max_replicas == 6
    error_message = "replicas"
  }
  assert {
    condition = (
      azurerm_container_app.gateway["app"].template[0].container[0].liveness_probe[0].path == "/health/live"
      && azurerm_container_app.gateway["app"].template[0].container[0].readiness_probe[0].path == "/health/ready"
      && azurerm_container_app.gateway["app"].template[0].container[0].startup_probe[0].port == 8080
    )
    error_message = "probes"
  }
  assert {
    condition     = azurerm_container_app.gateway["app"].template[0].container[0].image == "registry.example/gridgate:1.0.0"
    error_message = azurerm_container_app.gateway["app"].template[0].container[0].image
  }
  assert {
    condition     = azurerm_container_app.gateway["app"].template[0].container[0].args == tolist(["gateway", "--config", "/etc/gridgate/gridgate-yaml"])
    error_message = join(" ", azurerm_container_app.gateway["app"].template[0].container[0].args)
  }
}

run "secrets_come_from_the_vault_with_the_apps_identity" {
  module { source = "./modules/apps" }

  assert {
    condition = [for secret in azurerm_container_app.gateway["app"].secret : [secret.key_vault_secret_id, secret.identity] if secret.name == "acme-key"] == [
      ["https://vault.example/secrets/acme-key", "/id/gateway"]
    ]
    error_message = "secret"
  }
  assert {
    condition = { for env in azurerm_container_app.gateway["app"].template[0].container[0].env : env.name => env.secret_name if env.name == "ACME_KEY" } == {
      ACME_KEY = "acme-key"
    }
    error_message = "environment"
  }
  assert {
    condition     = one([for env in azurerm_container_app.gateway["app"].template[0].container[0].env : env.value if env.name == "AZURE_CLIENT_ID"]) == "client-gateway"
    error_message = "The credential has to pick the gateway's identity."
  }
  assert {
    condition     = toset([for secret in azurerm_container_app.worker["app"].secret : secret.name]) == toset(["gridgate-yaml", "application-insights"])
    error_message = "The worker has no partner's secret."
  }
}

run "worker_that_scales_on_lag_is_reached_from_inside_only" {
  module { source = "./modules/apps" }

  assert {
    condition     = !azurerm_container_app.worker["app"].ingress[0].external_enabled && azurerm_container_app.worker["app"].ingress[0].target_port == 8081
    error_message = "ingress"
  }
  assert {
    condition = azurerm_container_app.worker["app"].template[0].custom_scale_rule[0].metadata == tomap({
      url           = "https://ca-gridgate-dev-abc123-worker.internal.calm-sea.westeurope.azurecontainerapps.io/lag"
      valueLocation = "lag"
      targetValue   = "100"
    })
    error_message = jsonencode(azurerm_container_app.worker["app"].template[0].custom_scale_rule[0].metadata)
  }
}

run "worker_that_scales_on_cpu_has_no_ingress" {
  module { source = "./modules/apps" }

  variables {
    worker = {
      wanted       = true
      identity     = { id = "/id/worker", client_id = "client-worker", principal_id = "principal-worker" }
      settings     = "worker: {}"
      secrets      = {}
      cpu          = 0.5
      memory       = "1Gi"
      min_replicas = 1
      max_replicas = 10
      scale_on     = "cpu"
      lag_seconds  = 100
    }
  }

  assert {
    condition     = length(azurerm_container_app.worker["app"].ingress) == 0
    error_message = "Nobody has to reach this worker."
  }
  assert {
    condition     = azurerm_container_app.worker["app"].template[0].custom_scale_rule[0].custom_rule_type == "cpu"
    error_message = "rule"
  }
}

run "without_a_worker_in_the_settings_there_is_none" {
  command = plan
  module { source = "./modules/apps" }

  variables {
    worker = {
      wanted       = false
      identity     = { id = "/id/worker", client_id = "client-worker", principal_id = "principal-worker" }
      settings     = null
      secrets      = {}
      cpu          = 0.5
      memory       = "1Gi"
      min_replicas = 1
      max_replicas = 10
      scale_on     = "cpu"
      lag_seconds  = 100
    }
  }

  assert {
    condition     = length(azurerm_container_app.worker) == 0 && length(azurerm_container_app.gateway) == 1
    error_message = "There is a worker."
  }
}

run "first_stage_has_the_registry_but_no_app" {
  module { source = "./modules/apps" }

  variables {
    deploy_apps = false
  }

  assert {
    condition     = length(azurerm_container_app.worker) == 0 && length(azurerm_container_app.gateway) == 0 && output.gateway_host == null
    error_message = "There is an app."
  }
  assert {
    condition     = !azurerm_container_registry.this.admin_enabled && !azurerm_container_registry.this.public_network_access_enabled
    error_message = "registry"
  }
  assert {
    condition = { for part, role in azurerm_role_assignment.pull : part => [role.scope, role.role_definition_name, role.principal_id] } == {
      gateway = ["/registry", "AcrPull", "principal-gateway"]
      worker  = ["/registry", "AcrPull", "principal-worker"]
    }
    error_message = "roles"
  }
}
