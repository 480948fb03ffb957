resource "azurerm_container_app" "gateway" {
  for_each = local.deployed

  name                         = "ca-${var.name}-gateway"
  resource_group_name          = var.resource_group_name
  container_app_environment_id = azurerm_container_app_environment.this.id
  workload_profile_name        = "Consumption"
  revision_mode                = "Single"
  tags                         = var.tags

  identity {
    type         = "UserAssigned"
    identity_ids = [var.gateway.identity.id]
  }

  registry {
    server   = azurerm_container_registry.this.login_server
    identity = var.gateway.identity.id
  }

  secret {
    name  = local.settings_secret
    value = var.gateway.settings
  }

  secret {
    name  = local.telemetry_secret
    value = var.telemetry_connection_string
  }

  dynamic "secret" {
    for_each = toset(values(var.gateway.secrets))

    content {
      name                = secret.value
      identity            = var.gateway.identity.id
      key_vault_secret_id = "${var.vault_uri}secrets/${secret.value}"
    }
  }

  ingress {
    external_enabled           = true
    allow_insecure_connections = false
    target_port                = var.container.http_port
    transport                  = "http"

    traffic_weight {
      latest_revision = true
      percentage      = 100
    }
  }

  template {
    min_replicas                     = var.gateway.min_replicas
    max_replicas                     = var.gateway.max_replicas
    termination_grace_period_seconds = var.container.grace_seconds

    http_scale_rule {
      name                = "requests"
      concurrent_requests = tostring(var.gateway.concurrent_requests)
    }

    volume {
      name         = "settings"
      storage_type = "Secret"
    }

    volume {
      name         = "data"
      storage_type = "EmptyDir"
    }

    container {
      name   = "gateway"
      image  = local.image
      args   = ["gateway", "--config", local.settings_file]
      cpu    = var.gateway.cpu
      memory = var.gateway.memory

      env {
        name  = "AZURE_CLIENT_ID"
        value = var.gateway.identity.client_id
      }

      env {
        name        = "APPLICATIONINSIGHTS_CONNECTION_STRING"
        secret_name = local.telemetry_secret
      }

      dynamic "env" {
        for_each = var.environment_variables

        content {
          name  = env.key
          value = env.value
        }
      }

      dynamic "env" {
        for_each = var.gateway.secrets

        content {
          name        = env.key
          secret_name = env.value
        }
      }

      volume_mounts {
        name = "settings"
        path = var.container.settings_folder
      }

      volume_mounts {
        name = "data"
        path = var.container.data_folder
      }

      startup_probe {
        transport               = "HTTP"
        port                    = var.container.http_port
        path                    = "/health/live"
        interval_seconds        = 1
        timeout                 = 1
        failure_count_threshold = 30
      }

      liveness_probe {
        transport               = "HTTP"
        port                    = var.container.http_port
        path                    = "/health/live"
        interval_seconds        = 10
        timeout                 = 5
        failure_count_threshold = 3
      }

      readiness_probe {
        transport               = "HTTP"
        port                    = var.container.http_port
        path                    = "/health/ready"
        interval_seconds        = 5
        timeout                 = 3
        failure_count_threshold = 2
        success_count_threshold = 1
      }
    }
  }

  depends_on = [azurerm_role_assignment.pull, azurerm_private_endpoint.registry]
}
