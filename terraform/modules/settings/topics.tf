# Topics and event subscriptions as the settings file declares them, with the gateway's defaults.

locals {
  configuration = yamldecode(var.yaml)
  # Empty sections come as null; the gateway refuses them with its own words.
  declared = {
    for name in try(keys(local.configuration.namespace.topics), []) : name => {
      topic = local.configuration.namespace.topics[name]
      subscriptions = {
        for each in try(keys(local.configuration.namespace.topics[name].subscriptions), []) :
        each => local.configuration.namespace.topics[name].subscriptions[each]
      }
    }
  }

  # The same as in the gateway's Java records; a test holds the two together.
  defaults = {
    retention          = "P7D"
    lock               = "PT1M"
    max_delivery_count = 10
    time_to_live       = "P7D"
    batch_events_max   = 1
    batch_kib_max      = 64
  }

  topics = {
    for name, declared in local.declared : name => {
      retention = try(declared.topic.retention, local.defaults.retention)
    }
  }

  subscriptions = merge([
    for topic_name, declared in local.declared : {
      for name, subscription in declared.subscriptions : "${topic_name}/${name}" => {
        topic              = topic_name
        name               = name
        lock               = try(subscription.lock, local.defaults.lock)
        max_delivery_count = try(subscription["max-delivery-count"], local.defaults.max_delivery_count)
        time_to_live       = try(subscription["time-to-live"], local.defaults.time_to_live)
        types              = try(subscription.types, [])
        filters = [
          for filter in try(subscription.filters, []) : {
            operator = try(filter.operator, "")
            key      = try(filter.key, "")
            values   = try(filter.values, [])
          }
        ]
        push = can(keys(subscription.push)) ? {
          endpoint         = try(subscription.push.endpoint, null)
          event_hub        = try(subscription.push["event-hub"], null)
          batch_events_max = try(subscription.push["batch-events-max"], local.defaults.batch_events_max)
          batch_kib_max    = try(subscription.push["batch-kib-max"], local.defaults.batch_kib_max)
        } : null
      }
    }
  ]...)
}
