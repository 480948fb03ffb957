# Event subscriptions as the settings file has them. The limits were checked with the file; what
# stands here are those without which Azure's answer would come late and say little.

locals {
  webhooks = { for key, each in var.subscriptions : key => each if try(each.push.endpoint, null) != null }
  # A webhook is asked whether it wants the events when its subscription is created.
  created = { for key, each in var.subscriptions : key => each if var.push_enabled || !contains(keys(local.webhooks), key) }

  dead_letters = {
    identity = { type = "UserAssigned", userAssignedIdentity = var.identity_id }
    deadLetterDestination = {
      endpointType = "StorageBlob"
      properties = {
        resourceId        = var.dead_letters.storage_account_id
        blobContainerName = var.dead_letters.container_name
      }
    }
  }

  endpoints = {
    for key, each in local.webhooks : key => replace(each.push.endpoint, "$${GATEWAY_ENDPOINT}", coalesce(var.gateway_endpoint, "https://gateway.invalid"))
  }

  # Pulled by a worker, pushed to a webhook, or pushed to an event hub: one of three.
  queues = {
    for key, each in local.created : key => {
      deliveryMode = "Queue"
      queue = {
        receiveLockDurationInSeconds              = each.lock_seconds
        maxDeliveryCount                          = each.max_delivery_count
        eventTimeToLive                           = each.time_to_live
        deadLetterDestinationWithResourceIdentity = local.dead_letters
      }
    } if each.push == null
  }

  pushes = {
    for key, each in local.created : key => {
      deliveryMode = "Push"
      push = {
        maxDeliveryCount                          = each.max_delivery_count
        eventTimeToLive                           = each.time_to_live
        deadLetterDestinationWithResourceIdentity = local.dead_letters
        destination = {
          endpointType = "WebHook"
          properties = {
            for name, value in {
              endpointUrl                            = local.endpoints[key]
              minimumTlsVersionAllowed               = "1.2"
              maxEventsPerBatch                      = each.push.batch_events_max
              preferredBatchSizeInKilobytes          = each.push.batch_kib_max
              azureActiveDirectoryTenantId           = try(var.push_token.tenant_id, null)
              azureActiveDirectoryApplicationIdOrUri = try(var.push_token.application_id_or_uri, null)
            } : name => value if value != null
          }
        }
      }
    } if contains(keys(local.webhooks), key)
  }

  streams = {
    for key, each in local.created : key => {
      deliveryMode = "Push"
      push = {
        maxDeliveryCount                          = each.max_delivery_count
        eventTimeToLive                           = each.time_to_live
        deadLetterDestinationWithResourceIdentity = local.dead_letters
        deliveryWithResourceIdentity = {
          identity = { type = "UserAssigned", userAssignedIdentity = var.identity_id }
          destination = {
            endpointType = "EventHub"
            properties   = { resourceId = var.event_hub_ids[each.push.event_hub] }
          }
        }
      }
    } if try(each.push.event_hub, null) != null
  }

  deliveries = merge(local.queues, local.pushes, local.streams)
}

resource "azapi_resource" "subscription" {
  for_each = local.created

  type      = "Microsoft.EventGrid/namespaces/topics/eventSubscriptions@${local.api}"
  name      = each.value.name
  parent_id = azapi_resource.topic[each.value.topic].id

  body = {
    properties = {
      eventDeliverySchema   = "CloudEventSchemaV1_0"
      deliveryConfiguration = local.deliveries[each.key]
      filtersConfiguration  = each.value.filters_configuration
    }
  }

  lifecycle {
    precondition {
      condition     = each.value.push != null || contains(range(60, 301), each.value.lock_seconds)
      error_message = "${each.key}: the lock must be 60 to 300 seconds, is ${each.value.lock_seconds}."
    }

    precondition {
      condition     = !contains(keys(local.webhooks), each.key) || startswith(lookup(local.endpoints, each.key, ""), "https://")
      error_message = "${each.key}: Event Grid pushes to https URLs only."
    }

    precondition {
      condition = (
        !contains(keys(local.webhooks), each.key) || var.gateway_endpoint != null
        || !strcontains(coalesce(try(each.value.push.endpoint, null), "-"), "GATEWAY_ENDPOINT")
      )
      error_message = "${each.key}: pushes to the gateway, which is not deployed yet."
    }
  }
}
