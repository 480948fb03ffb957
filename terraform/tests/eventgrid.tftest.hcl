# The namespace and what is in it, in the words of Azure Resource Manager.

mock_provider "azurerm" {}

mock_provider "azapi" {
  mock_resource "azapi_resource" {
    defaults = { id = "/any", output = { hostname = "evgns.westeurope-1.eventgrid.azure.net" } }
  }
}

override_resource {
  target = azapi_resource.topic["orders"]
  values = { id = "/topics/orders" }
}

variables {
  name                          = "gridgate-dev-abc123"
  resource_group_name           = "rg"
  resource_group_id             = "/rg"
  location                      = "westeurope"
  tags                          = {}
  capacity                      = 1
  zone_redundant                = true
  public_network_access_enabled = false
  private_endpoint              = { subnet_id = "/subnets/endpoints", zone_id = "/zones/eventgrid" }
  topics                        = { orders = { retention_days = 7 } }
  subscriptions                 = {}
  push_enabled                  = false
  push_token                    = null
  gateway_endpoint              = null
  event_hub_ids                 = { orders = "/hubs/orders" }
  dead_letters                  = { storage_account_id = "/storage", container_name = "dead-letters" }
  identity_id                   = "/id/eventgrid"
  gateway                       = { principal_id = "gateway", topics = ["orders"] }
  worker                        = { principal_id = "worker", topics = ["orders"] }
}

run "namespace_is_closed_and_has_a_private_endpoint" {
  module { source = "./modules/eventgrid" }

  assert {
    condition = jsonencode(azapi_resource.namespace.body) == jsonencode({
      sku        = { name = "Standard", capacity = 1 }
      properties = { isZoneRedundant = true, minimumTlsVersionAllowed = "1.2", publicNetworkAccess = "Disabled" }
    })
    error_message = jsonencode(azapi_resource.namespace.body)
  }
  assert {
    condition     = azapi_resource.namespace.identity[0].identity_ids == tolist(["/id/eventgrid"])
    error_message = "identity"
  }
  assert {
    condition     = azurerm_private_endpoint.topic["topic"].private_service_connection[0].subresource_names == tolist(["topic"])
    error_message = "The HTTP endpoint's group id is topic."
  }
  assert {
    condition     = azurerm_private_endpoint.topic["topic"].private_dns_zone_group[0].private_dns_zone_ids == tolist(["/zones/eventgrid"])
    error_message = "zone"
  }
  assert {
    condition = jsonencode(azapi_resource.topic["orders"].body) == jsonencode({
      properties = { publisherType = "Custom", inputSchema = "CloudEventSchemaV1_0", eventRetentionInDays = 7 }
    })
    error_message = jsonencode(azapi_resource.topic["orders"].body)
  }
}

run "roles_are_for_one_topic_each" {
  module { source = "./modules/eventgrid" }

  assert {
    condition = [for role in azurerm_role_assignment.sender : [role.scope, role.role_definition_name, role.principal_id]] == [
      ["/topics/orders", "EventGrid Data Sender", "gateway"]
    ]
    error_message = "sender"
  }
  assert {
    condition = [for role in azurerm_role_assignment.receiver : [role.scope, role.role_definition_name, role.principal_id]] == [
      ["/topics/orders", "EventGrid Data Receiver", "worker"]
    ]
    error_message = "receiver"
  }
}

run "queue_subscription_has_lock_limits_dead_letters_and_filters" {
  module { source = "./modules/eventgrid" }

  variables {
    subscriptions = {
      "orders/worker" = {
        topic                 = "orders"
        name                  = "worker"
        lock_seconds          = 120
        max_delivery_count    = 7
        time_to_live          = "P2D"
        filters_configuration = { includedEventTypes = ["a.b"] }
        push                  = null
      }
    }
  }

  assert {
    condition = jsonencode(azapi_resource.subscription["orders/worker"].body.properties) == jsonencode({
      eventDeliverySchema = "CloudEventSchemaV1_0"
      deliveryConfiguration = {
        deliveryMode = "Queue"
        queue = {
          receiveLockDurationInSeconds = 120
          maxDeliveryCount             = 7
          eventTimeToLive              = "P2D"
          deadLetterDestinationWithResourceIdentity = {
            identity = { type = "UserAssigned", userAssignedIdentity = "/id/eventgrid" }
            deadLetterDestination = {
              endpointType = "StorageBlob"
              properties   = { resourceId = "/storage", blobContainerName = "dead-letters" }
            }
          }
        }
      }
      filtersConfiguration = { includedEventTypes = ["a.b"] }
    })
    error_message = jsonencode(azapi_resource.subscription["orders/worker"].body)
  }
  assert {
    condition     = azapi_resource.subscription["orders/worker"].parent_id == "/topics/orders"
    error_message = "A subscription's parent is its topic."
  }
}

run "webhooks_wait_and_streams_do_not" {
  module { source = "./modules/eventgrid" }

  variables {
    subscriptions = {
      "orders/audit" = {
        topic = "orders", name = "audit", lock_seconds = 60, max_delivery_count = 10, time_to_live = "P1D", filters_configuration = {}
        push  = { endpoint = "$${GATEWAY_ENDPOINT}/push/audit", event_hub = null, batch_events_max = 50, batch_kib_max = 64 }
      }
      "orders/stream" = {
        topic = "orders", name = "stream", lock_seconds = 60, max_delivery_count = 10, time_to_live = "P1D", filters_configuration = {}
        push  = { endpoint = null, event_hub = "orders", batch_events_max = 1, batch_kib_max = 64 }
      }
    }
  }

  assert {
    condition     = output.subscription_names == tolist(["orders/stream"])
    error_message = join(", ", output.subscription_names)
  }
  assert {
    condition = jsonencode(azapi_resource.subscription["orders/stream"].body.properties.deliveryConfiguration.push.deliveryWithResourceIdentity) == jsonencode({
      identity    = { type = "UserAssigned", userAssignedIdentity = "/id/eventgrid" }
      destination = { endpointType = "EventHub", properties = { resourceId = "/hubs/orders" } }
    })
    error_message = jsonencode(azapi_resource.subscription["orders/stream"].body)
  }
}

run "webhook_gets_the_gateways_address_and_a_token" {
  module { source = "./modules/eventgrid" }

  variables {
    push_enabled     = true
    gateway_endpoint = "https://gateway.example"
    push_token       = { tenant_id = "tenant", application_id_or_uri = "api://gateway" }
    subscriptions = {
      "orders/audit" = {
        topic = "orders", name = "audit", lock_seconds = 60, max_delivery_count = 10, time_to_live = "P1D", filters_configuration = {}
        push  = { endpoint = "$${GATEWAY_ENDPOINT}/push/audit", event_hub = null, batch_events_max = 50, batch_kib_max = 64 }
      }
    }
  }

  assert {
    condition = jsonencode(azapi_resource.subscription["orders/audit"].body.properties.deliveryConfiguration.push.destination) == jsonencode({
      endpointType = "WebHook"
      properties = {
        endpointUrl                            = "https://gateway.example/push/audit"
        minimumTlsVersionAllowed               = "1.2"
        maxEventsPerBatch                      = 50
        preferredBatchSizeInKilobytes          = 64
        azureActiveDirectoryTenantId           = "tenant"
        azureActiveDirectoryApplicationIdOrUri = "api://gateway"
      }
    })
    error_message = jsonencode(azapi_resource.subscription["orders/audit"].body)
  }
}

run "a_push_to_a_gateway_that_is_not_there_is_refused" {
  command = plan
  module { source = "./modules/eventgrid" }

  variables {
    push_enabled = true
    subscriptions = {
      "orders/audit" = {
        topic = "orders", name = "audit", lock_seconds = 60, max_delivery_count = 10, time_to_live = "P1D", filters_configuration = {}
        push  = { endpoint = "$${GATEWAY_ENDPOINT}/push/audit", event_hub = null, batch_events_max = 50, batch_kib_max = 64 }
      }
    }
  }

  expect_failures = [azapi_resource.subscription["orders/audit"]]
}

run "a_push_without_https_is_refused" {
  command = plan
  module { source = "./modules/eventgrid" }

  variables {
    push_enabled = true
    subscriptions = {
      "orders/audit" = {
        topic = "orders", name = "audit", lock_seconds = 60, max_delivery_count = 10, time_to_live = "P1D", filters_configuration = {}
        push  = { endpoint = "http://a.example", event_hub = null, batch_events_max = 50, batch_kib_max = 64 }
      }
    }
  }

  expect_failures = [azapi_resource.subscription["orders/audit"]]
}

run "a_lock_of_59_seconds_is_refused" {
  command = plan
  module { source = "./modules/eventgrid" }

  variables {
    subscriptions = {
      "orders/worker" = {
        topic = "orders", name = "worker", lock_seconds = 59, max_delivery_count = 10, time_to_live = "P1D", filters_configuration = {}, push = null
      }
    }
  }

  expect_failures = [azapi_resource.subscription["orders/worker"]]
}

run "a_lock_of_301_seconds_is_refused" {
  command = plan
  module { source = "./modules/eventgrid" }

  variables {
    subscriptions = {
      "orders/worker" = {
        topic = "orders", name = "worker", lock_seconds = 301, max_delivery_count = 10, time_to_live = "P1D", filters_configuration = {}, push = null
      }
    }
  }

  expect_failures = [azapi_resource.subscription["orders/worker"]]
}

run "a_closed_namespace_without_a_private_endpoint_is_refused" {
  command = plan
  module { source = "./modules/eventgrid" }

  variables {
    private_endpoint = null
  }

  expect_failures = [azapi_resource.namespace]
}

run "capacity_0_is_refused" {
  command = plan
  module { source = "./modules/eventgrid" }

  variables {
    capacity = 0
  }

  expect_failures = [var.capacity]
}

run "capacity_41_is_refused" {
  command = plan
  module { source = "./modules/eventgrid" }

  variables {
    capacity = 41
  }

  expect_failures = [var.capacity]
}
