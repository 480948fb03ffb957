# Event subscriptions in the words of Azure Resource Manager.

locals {
  operators = {
    none = ["IsNotNull", "IsNullOrUndefined"]
    one = [
      "BoolEquals", "NumberLessThan", "NumberLessThanOrEquals", "NumberGreaterThan",
      "NumberGreaterThanOrEquals",
    ]
    many = [
      "NumberIn", "NumberNotIn", "NumberInRange", "NumberNotInRange", "StringIn", "StringNotIn",
      "StringBeginsWith", "StringNotBeginsWith", "StringEndsWith", "StringNotEndsWith",
      "StringContains", "StringNotContains",
    ]
  }

  filters_configurations = {
    for key, subscription in local.subscriptions : key => {
      for name, value in {
        includedEventTypes = subscription.types
        filters = [
          for filter in subscription.filters : {
            for name, value in {
              operatorType = filter.operator
              key          = filter.key
              value        = contains(local.operators.one, filter.operator) ? try(filter.values[0], null) : null
              values       = contains(local.operators.many, filter.operator) ? filter.values : null
            } : name => value if value != null
          }
        ]
      } : name => value if length(value) > 0
    }
  }

  arm_subscriptions = {
    for key, subscription in local.subscriptions : key => {
      topic                 = subscription.topic
      name                  = subscription.name
      lock_seconds          = local.seconds[subscription.lock]
      max_delivery_count    = subscription.max_delivery_count
      time_to_live          = subscription.time_to_live
      filters_configuration = local.filters_configurations[key]
      push                  = subscription.push
    }
  }
}
