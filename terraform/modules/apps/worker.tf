# The worker is reached by nobody from outside. To scale on its lag, the platform's scaler has to
# read it: then, and only then, it gets an ingress, inside the environment.

locals {
  worker_name    = "ca-${var.name}-worker"
  worker         = var.deploy_apps && var.worker.wanted ? toset(["app"]) : toset([])
  scales_on_lag  = var.worker.scale_on == "lag"
  worker_lag_url = "https://${local.worker_name}.internal.${azurerm_container_app_environment.this.default_domain}/lag"
}

resource "azurerm_container_app" "worker" {
  for_each = local.worker

  name                         = local.worker_name
  resource_group_name          = var.resource_group_name
  container_app_environment_id = azurerm_container_app_environment.this.id
  workload_profile_name        = "Consumption"
  revision_mode                = "Single"
  tags                         = var.tags

  identity {
    type         = "UserAssigned"
    identity_ids = [var.worker.identity.id]
  }

  registry {
    server   = azurerm_container_registry.this.login_server
    identity = var.worker.identity.id
  }

  secret {
    name  = local.settings_secret
    value = var.worker.settings
  }

  secret {
    name  = local.telemetry_secret
    value = var.telemetry_connection_string
  }

  dynamic "secret" {
    for_each = toset(values(var.worker.secrets))

    content {
      name                = secret.value
      identity            = var.worker.identity.id
      key_vault_secret_id = "${var.vault_uri}secrets/${secret.value}"
    }
  }

  dynamic "ingress" {
    for_each = local.scales_on_lag ? ["lag"] : []

    content {
      external_enabled           = false
      allow_insecure_connections = false
      target_port                = var.container.worker_port
      transport                  = "http"

      traffic_weight {
        latest_revision = true
        percentage      = 100
      }
    }
  }

  template {
    # Never none: without a worker there is nobody who knows the lag.
    min_replicas                     = var.worker.min_replicas
    max_replicas                     = var.worker.max_replicas
    termination_grace_period_seconds = var.container.grace_seconds

    custom_scale_rule {
      name             = var.worker.scale_on
      custom_rule_type = local.scales_on_lag ? "metrics-api" : "cpu"
      metadata = local.scales_on_lag ? {
        url           = local.worker_lag_url
        valueLocation = "lag"
        targetValue   = tostring(var.worker.lag_seconds)
        } : {
        type  = "Utilization"
        value = "70"
      }
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
      name   = "worker"
      image  = local.image
      args   = ["worker", "--config", local.settings_file]
      cpu    = var.worker.cpu
      memory = var.worker.memory

      env {
        name  = "AZURE_CLIENT_ID"
        value = var.worker.identity.client_id
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
        for_each = var.worker.secrets

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

      liveness_probe {
        transport               = "HTTP"
        port                    = var.container.worker_port
        path                    = "/health/live"
        initial_delay           = 5
        interval_seconds        = 10
        timeout                 = 5
        failure_count_threshold = 3
      }

      readiness_probe {
        transport               = "HTTP"
        port                    = var.container.worker_port
        path                    = "/health/ready"
        interval_seconds        = 10
        timeout                 = 3
        failure_count_threshold = 3
        success_count_threshold = 1
      }
    }
  }

  depends_on = [azurerm_role_assignment.pull, azurerm_private_endpoint.registry]
}
