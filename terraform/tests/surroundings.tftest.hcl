# Network, alerts, Front Door, and destinations besides the worker.

mock_provider "azurerm" {}

variables {
  name                = "gridgate-dev-abc123"
  compact_name        = "gridgatedevabc123"
  resource_group_name = "rg"
  location            = "westeurope"
  tags                = {}
}

run "subnets_of_the_smallest_network_do_not_overlap" {
  command = plan
  module { source = "./modules/network" }

  variables {
    address_space = "10.0.0.0/22"
    private_zones = { eventgrid = "privatelink.eventgrid.azure.net" }
  }

  assert {
    condition     = output.subnet_prefixes == { apps = "10.0.0.0/25", endpoints = "10.0.0.128/26", database = "10.0.0.192/27" }
    error_message = jsonencode(output.subnet_prefixes)
  }
  assert {
    condition = (
      azurerm_subnet.apps.delegation[0].service_delegation[0].name == "Microsoft.App/environments"
      && azurerm_subnet.database.delegation[0].service_delegation[0].name == "Microsoft.DBforPostgreSQL/flexibleServers"
    )
    error_message = "delegation"
  }
  assert {
    condition     = azurerm_private_dns_zone.this["eventgrid"].name == azurerm_private_dns_zone_virtual_network_link.this["eventgrid"].private_dns_zone_name
    error_message = "zone"
  }
}

run "subnets_of_the_largest_network_are_as_large" {
  command = plan
  module { source = "./modules/network" }

  variables {
    address_space = "10.0.0.0/16"
    private_zones = {}
  }

  assert {
    condition     = output.subnet_prefixes == { apps = "10.0.0.0/25", endpoints = "10.0.0.128/26", database = "10.0.0.192/27" }
    error_message = jsonencode(output.subnet_prefixes)
  }
}

run "somebody_is_told_of_failures_dead_letters_and_a_held_up_outbox" {
  command = plan
  module { source = "./modules/observability" }

  variables {
    retention_days         = 30
    namespace_id           = "/namespace"
    dead_letter_storage_id = "/storage"
    gateway_name           = "ca-gateway"
    alert_emails           = ["ops@example.com"]
    thresholds             = { failed_publishes = 5, outbox_minutes = 10 }
  }

  assert {
    condition = { for name, alert in azurerm_monitor_metric_alert.this : name => [one(alert.scopes), alert.criteria[0].metric_name, alert.criteria[0].threshold] } == {
      failed-publishes   = ["/namespace", "FailedPublishedEvents", 5]
      dead-letters       = ["/namespace", "DeadLetteredEvents", 0]
      dead-letter-writes = ["/storage", "Transactions", 0]
    }
    error_message = "metric alerts"
  }
  assert {
    condition = (
      strcontains(output.outbox_query, "ContainerAppName_s == 'ca-gateway'")
      && strcontains(output.outbox_query, "ago(10m)")
      && azurerm_monitor_scheduled_query_rules_alert_v2.outbox.criteria[0].query == output.outbox_query
    )
    error_message = output.outbox_query
  }
  assert {
    condition     = one(azurerm_monitor_action_group.this.email_receiver).email_address == "ops@example.com"
    error_message = "receiver"
  }
}

run "front_door_has_managed_rules_where_it_can" {
  module { source = "./modules/edge" }

  variables {
    origin_host         = "gateway.example"
    deployed            = true
    sku                 = "Premium"
    waf_mode            = "Prevention"
    requests_per_minute = 600
  }

  assert {
    condition     = azurerm_cdn_frontdoor_firewall_policy.this.managed_rule[0].type == "Microsoft_DefaultRuleSet" && azurerm_cdn_frontdoor_firewall_policy.this.mode == "Prevention"
    error_message = "rules"
  }
  assert {
    condition     = azurerm_cdn_frontdoor_origin.this["gateway"].host_name == "gateway.example" && azurerm_cdn_frontdoor_route.this["gateway"].forwarding_protocol == "HttpsOnly"
    error_message = "origin"
  }
}

run "front_door_without_a_gateway_has_no_route" {
  command = plan
  module { source = "./modules/edge" }

  variables {
    origin_host         = null
    deployed            = false
    sku                 = "Standard"
    waf_mode            = "Detection"
    requests_per_minute = 600
  }

  assert {
    condition     = length(azurerm_cdn_frontdoor_route.this) == 0 && length(azurerm_cdn_frontdoor_firewall_policy.this.managed_rule) == 0
    error_message = "route or managed rules"
  }
}

run "no_destination_costs_anything_unless_it_is_wanted" {
  command = plan
  module { source = "./modules/destinations" }

  variables {
    event_hubs                = []
    event_hub_limits          = { partitions = 4, retention_hours = 24, capacity = 1 }
    queue                     = null
    queue_sender_principal_id = "gateway"
    eventgrid_principal_id    = "eventgrid"
    eventgrid_identity_id     = "/id/eventgrid"
    dead_letters              = { storage_account_id = "/storage", container_name = "dead-letters" }
  }

  assert {
    condition     = length(azurerm_eventhub_namespace.this) == 0 && length(azurerm_servicebus_namespace.this) == 0 && length(azurerm_eventgrid_topic.this) == 0
    error_message = "There is a destination."
  }
}

run "event_grid_may_send_to_each_destination_and_to_nothing_else" {
  module { source = "./modules/destinations" }

  variables {
    event_hubs                = ["orders"]
    event_hub_limits          = { partitions = 4, retention_hours = 24, capacity = 1 }
    queue                     = { name = "legacy", sku = "Standard", types = ["a.b"] }
    queue_sender_principal_id = "gateway"
    eventgrid_principal_id    = "eventgrid"
    eventgrid_identity_id     = "/id/eventgrid"
    dead_letters              = { storage_account_id = "/storage", container_name = "dead-letters" }
  }

  assert {
    condition = (
      azurerm_role_assignment.event_hub_sender["orders"].role_definition_name == "Azure Event Hubs Data Sender"
      && azurerm_role_assignment.event_hub_sender["orders"].principal_id == "eventgrid"
      && azurerm_role_assignment.event_hub_sender["orders"].scope == azurerm_eventhub.this["orders"].id
    )
    error_message = "event hub"
  }
  assert {
    condition = (
      azurerm_role_assignment.queue_sender["legacy"].role_definition_name == "Azure Service Bus Data Sender"
      && azurerm_role_assignment.queue_sender["legacy"].scope == azurerm_servicebus_queue.this["legacy"].id
      && azurerm_role_assignment.topic_sender["legacy"].principal_id == "gateway"
    )
    error_message = "queue"
  }
  assert {
    condition = (
      !azurerm_eventhub_namespace.this["streams"].local_authentication_enabled
      && !azurerm_servicebus_namespace.this["legacy"].local_auth_enabled
      && !azurerm_eventgrid_topic.this["legacy"].local_auth_enabled
    )
    error_message = "Identities only, no keys."
  }
  assert {
    condition     = azurerm_eventgrid_event_subscription.queue["legacy"].service_bus_queue_endpoint_id == azurerm_servicebus_queue.this["legacy"].id
    error_message = "subscription"
  }
}
