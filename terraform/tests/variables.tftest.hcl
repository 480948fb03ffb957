# Every variable's bounds: what is just outside is refused, what is just inside is not.

mock_provider "azurerm" {}

mock_provider "azapi" {
  mock_resource "azapi_resource" {
    defaults = { output = { hostname = "evgns.westeurope-1.eventgrid.azure.net" } }
  }
}

variables {
  subscription_id = "00000000-0000-0000-0000-000000000000"
  environment     = "dev"
  location        = "westeurope"
  name_suffix     = "abc"
  settings_file   = "environments/gridgate.yaml"
  alert_emails    = ["ops@example.com"]
  database_administrator = {
    object_id      = "00000000-0000-0000-0000-000000000001"
    principal_name = "admins"
    principal_type = "Group"
  }
}

run "all_lowest" {
  command = plan

  variables {
    address_space              = "10.0.0.0/22"
    namespace_capacity         = 1
    dead_letter_retention_days = 7
    event_hub_limits           = { partitions = 1, retention_hours = 1, capacity = 1 }
    log_retention_days         = 30
    alert_thresholds           = { failed_publishes = 0, outbox_minutes = 5 }
    front_door                 = { sku = "Standard", waf_mode = "Detection", requests_per_minute = 10 }
    gateway                    = { cpu = 0.25, min_replicas = 2, max_replicas = 2, concurrent_requests = 1 }
    worker                     = { cpu = 0.25, min_replicas = 1, max_replicas = 1, scale_on = "cpu", lag_seconds = 1 }
    database                   = { sku_name = "B_Standard_B1ms", storage_mb = 32768, version = "15", backup_retention_days = 7, high_availability = false }
    legacy_queue               = { name = "a" }
    registry_sku               = "Basic"
  }
}

run "all_highest" {
  command = plan

  variables {
    environment                = "prod"
    name_suffix                = "abc123"
    address_space              = "10.0.0.0/16"
    namespace_capacity         = 40
    dead_letter_retention_days = 3650
    event_hub_limits           = { partitions = 32, retention_hours = 168, capacity = 40 }
    log_retention_days         = 730
    alert_thresholds           = { failed_publishes = 1000000, outbox_minutes = 720 }
    front_door                 = { enabled = true, sku = "Premium", waf_mode = "Prevention", requests_per_minute = 1000000 }
    gateway                    = { cpu = 4, min_replicas = 30, max_replicas = 30, concurrent_requests = 1000 }
    worker                     = { cpu = 4, min_replicas = 30, max_replicas = 30, scale_on = "lag", lag_seconds = 86400 }
    database                   = { sku_name = "MO_Standard_E4ds_v5", storage_mb = 16777216, version = "17", backup_retention_days = 35, geo_redundant_backup = true, high_availability = true }
    legacy_queue               = { name = "orders-to-the-old-system", sku = "Premium", types = ["a.b"] }
    operator_ip_ranges         = ["198.51.100.7", "203.0.113.0/24"]
    deploy_apps                = true
    enable_push_subscriptions  = true
    image                      = "gridgate@sha256:${join("", [for i in range(64) : "a"])}"
  }
}

# One value outside each bound; a run has at most one for each variable, and every one must be refused.

run "first_value_outside_is_refused" {
  command = plan

  variables {
    # upper case
    subscription_id = "0000000A-0000-0000-0000-000000000000"
    environment     = "test"
    # with a space
    location = "West Europe"
    # too short
    name_suffix   = "ab"
    settings_file = "environments/none.yaml"
    # too many
    tags = { for i in range(49) : "tag${i}" => "x" }
    # too wide
    address_space              = "10.0.0.0/15"
    operator_ip_ranges         = ["0.0.0.0/0"]
    namespace_capacity         = 0
    dead_letter_retention_days = 6
    # no tenant
    push_token = { tenant_id = "contoso", application_id_or_uri = "api://gateway" }
    # no partition
    event_hub_limits = { partitions = 0 }
    # bad name
    legacy_queue = { name = "-orders" }
    # no tag
    image        = "gridgate"
    registry_sku = "Free"
    # cpu too low
    gateway = { cpu = 0.2 }
    # cpu too low
    worker = { cpu = 0.2 }
    # no size
    database               = { sku_name = "D2ds_v5" }
    database_administrator = { object_id = "00000000-0000-0000-0000-000000000001", principal_name = "a", principal_type = "Role" }
    log_retention_days     = 29
    alert_emails           = []
    alert_thresholds       = { failed_publishes = -1 }
    front_door             = { sku = "Basic" }
  }

  expect_failures = [
    var.subscription_id,
    var.environment,
    var.location,
    var.name_suffix,
    var.settings_file,
    var.tags,
    var.address_space,
    var.operator_ip_ranges,
    var.namespace_capacity,
    var.dead_letter_retention_days,
    var.push_token,
    var.event_hub_limits,
    var.legacy_queue,
    var.image,
    var.registry_sku,
    var.gateway,
    var.worker,
    var.database,
    var.database_administrator,
    var.log_retention_days,
    var.alert_emails,
    var.alert_thresholds,
    var.front_door,
  ]
}

run "second_value_outside_is_refused" {
  command = plan

  variables {
    # too long
    name_suffix = "abc1234"
    # not yaml
    settings_file = "tests/fixtures/not-yaml.yaml"
    # too narrow
    address_space = "10.0.0.0/23"
    # no address
    operator_ip_ranges         = ["home"]
    namespace_capacity         = 41
    dead_letter_retention_days = 3651
    event_hub_limits           = { partitions = 33 }
    # too long name
    legacy_queue = { name = "${join("", [for i in range(51) : "a"])}" }
    image        = "gridgate:latest"
    # cpu too high
    gateway = { cpu = 4.25 }
    # cpu too high
    worker = { cpu = 4.25 }
    # odd storage
    database = { storage_mb = 100000 }
    # no id
    database_administrator = { object_id = "admins", principal_name = "a", principal_type = "User" }
    log_retention_days     = 731
    # no address
    alert_emails = ["ops"]
    # too many
    alert_thresholds = { failed_publishes = 1000001 }
    front_door       = { waf_mode = "Off" }
  }

  expect_failures = [
    var.name_suffix,
    var.settings_file,
    var.address_space,
    var.operator_ip_ranges,
    var.namespace_capacity,
    var.dead_letter_retention_days,
    var.event_hub_limits,
    var.legacy_queue,
    var.image,
    var.gateway,
    var.worker,
    var.database,
    var.database_administrator,
    var.log_retention_days,
    var.alert_emails,
    var.alert_thresholds,
    var.front_door,
  ]
}

run "third_value_outside_is_refused" {
  command = plan

  variables {
    # with a hyphen
    name_suffix = "ab-c"
    # with host bits
    address_space = "10.0.0.1/22"
    # broken
    namespace_capacity = 1.5
    event_hub_limits   = { retention_hours = 0 }
    # basic
    legacy_queue = { name = "orders", sku = "Basic" }
    # short digest
    image = "gridgate@sha256:abc"
    # cpu between steps
    gateway = { cpu = 0.6 }
    # no replica
    worker = { min_replicas = 0 }
    # too much storage
    database         = { storage_mb = 33554432 }
    alert_thresholds = { outbox_minutes = 4 }
    front_door       = { requests_per_minute = 9 }
  }

  expect_failures = [
    var.name_suffix,
    var.address_space,
    var.namespace_capacity,
    var.event_hub_limits,
    var.legacy_queue,
    var.image,
    var.gateway,
    var.worker,
    var.database,
    var.alert_thresholds,
    var.front_door,
  ]
}

run "fourth_value_outside_is_refused" {
  command = plan

  variables {
    # no range
    address_space    = "10.0.0.0"
    event_hub_limits = { retention_hours = 169 }
    # one replica
    gateway = { min_replicas = 1 }
    worker  = { max_replicas = 31 }
    # old version
    database         = { version = "14" }
    alert_thresholds = { outbox_minutes = 721 }
    front_door       = { requests_per_minute = 1000001 }
  }

  expect_failures = [
    var.address_space,
    var.event_hub_limits,
    var.gateway,
    var.worker,
    var.database,
    var.alert_thresholds,
    var.front_door,
  ]
}

run "fifth_value_outside_is_refused" {
  command = plan

  variables {
    event_hub_limits = { capacity = 0 }
    gateway          = { max_replicas = 31 }
    # min above max
    worker = { min_replicas = 4, max_replicas = 3 }
    # backup 6
    database = { backup_retention_days = 6 }
  }

  expect_failures = [
    var.event_hub_limits,
    var.gateway,
    var.worker,
    var.database,
  ]
}

run "sixth_value_outside_is_refused" {
  command = plan

  variables {
    event_hub_limits = { capacity = 41 }
    # min above max
    gateway = { min_replicas = 4, max_replicas = 3 }
    worker  = { scale_on = "memory" }
    # backup 36
    database = { backup_retention_days = 36 }
  }

  expect_failures = [
    var.event_hub_limits,
    var.gateway,
    var.worker,
    var.database,
  ]
}

run "seventh_value_outside_is_refused" {
  command = plan

  variables {
    gateway = { concurrent_requests = 0 }
    # lag 0
    worker = { lag_seconds = 0 }
    # burstable with high availability
    database = { sku_name = "B_Standard_B1ms", high_availability = true }
  }

  expect_failures = [
    var.gateway,
    var.worker,
    var.database,
  ]
}

run "eighth_value_outside_is_refused" {
  command = plan

  variables {
    gateway = { concurrent_requests = 1001 }
    # lag 1000001
    worker = { lag_seconds = 86401 }
  }

  expect_failures = [
    var.gateway,
    var.worker,
  ]
}

run "public_access_off_needs_private_endpoints" {
  command = plan

  variables {
    private_endpoints_enabled = false
    operator_ip_ranges        = ["198.51.100.7"]
  }

  expect_failures = [var.public_network_access_enabled]
}

run "the_vault_must_be_reached_somehow" {
  command = plan

  variables {
    private_endpoints_enabled     = false
    public_network_access_enabled = true
  }

  expect_failures = [var.operator_ip_ranges]
}

run "push_needs_the_apps" {
  command = plan

  variables {
    enable_push_subscriptions = true
  }

  expect_failures = [var.enable_push_subscriptions]
}
