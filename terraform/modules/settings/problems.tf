# What in the settings file Event Grid would not take, or the deployment could not run. Each text
# names the place in the file, the value, and what is allowed.

locals {
  known_keys = {
    topic        = ["retention", "subscriptions"]
    subscription = ["lock", "max-delivery-count", "time-to-live", "types", "filters", "push"]
    filter       = ["operator", "key", "values"]
    push         = ["endpoint", "event-hub", "batch-events-max", "batch-kib-max"]
  }

  place = { for key, each in local.subscriptions : key => "namespace.topics.${each.topic}.subscriptions.${each.name}" }

  name_problems = concat(
    [
      for name in keys(local.topics) : "namespace.topics.${name}: a topic's name is 3 to 50 letters, digits or hyphens"
      if !can(regex("^[a-zA-Z0-9-]{3,50}$", name))
    ],
    [
      for key, each in local.subscriptions : "${local.place[key]}: a subscription's name is 3 to 50 letters, digits or hyphens"
      if !can(regex("^[a-zA-Z0-9-]{3,50}$", each.name))
    ],
    [
      for name in keys(local.topics) : "namespace.topics.${name}: is given twice; Event Grid compares names in any case"
      if length([for other in keys(local.topics) : other if lower(other) == lower(name)]) > 1
    ],
    [
      for key, each in local.subscriptions : "${local.place[key]}: is given twice; Event Grid compares names in any case"
      if length([for other in keys(local.subscriptions) : other if lower(other) == lower(key)]) > 1
    ],
  )

  unknown_key_problems = concat(
    flatten([
      for name, declared in local.declared : [
        for key in try(keys(declared.topic), []) : "namespace.topics.${name}.${key}: unknown key; known here: ${join(", ", local.known_keys.topic)}"
        if !contains(local.known_keys.topic, key)
      ]
    ]),
    flatten([
      for topic_name, declared in local.declared : [
        for name, subscription in declared.subscriptions : concat(
          [
            for key in try(keys(subscription), []) : "namespace.topics.${topic_name}.subscriptions.${name}.${key}: unknown key; known here: ${join(", ", local.known_keys.subscription)}"
            if !contains(local.known_keys.subscription, key)
          ],
          [
            for key in try(keys(subscription.push), []) : "namespace.topics.${topic_name}.subscriptions.${name}.push.${key}: unknown key; known here: ${join(", ", local.known_keys.push)}"
            if !contains(local.known_keys.push, key)
          ],
          flatten([
            for i, filter in try(subscription.filters, []) : [
              for key in try(keys(filter), []) : "namespace.topics.${topic_name}.subscriptions.${name}.filters[${i}].${key}: unknown key; known here: ${join(", ", local.known_keys.filter)}"
              if !contains(local.known_keys.filter, key)
            ]
          ]),
        )
      ]
    ]),
  )

  limit_problems = concat(
    try(local.configuration.namespace["relaxed-limits"], false) ? [
      "namespace.relaxed-limits: true is for the built-in namespace; Event Grid in Azure keeps its limits"
    ] : [],
    [
      for name, topic in local.topics : "namespace.topics.${name}.retention: ${topic.retention} is not allowed; Event Grid takes whole days, P1D to P7D"
      if !contains([for days in range(1, 8) : days * 86400], coalesce(local.seconds[topic.retention], 0))
    ],
    [
      for key, each in local.subscriptions : "${local.place[key]}.lock: ${each.lock} is not allowed; Event Grid takes PT1M to PT5M"
      if coalesce(local.seconds[each.lock], 0) < 60 || coalesce(local.seconds[each.lock], 0) > 300
    ],
    [
      for key, each in local.subscriptions : "${local.place[key]}.max-delivery-count: ${each.max_delivery_count} is not allowed; Event Grid takes 1 to 10"
      if !contains(range(1, 11), try(tonumber(each.max_delivery_count), 0))
    ],
    [
      for key, each in local.subscriptions : "${local.place[key]}.time-to-live: ${each.time_to_live} is not allowed; Event Grid takes PT1M up to the topic's retention, ${local.topics[each.topic].retention}"
      if(
        coalesce(local.seconds[each.time_to_live], 0) < 60
        || coalesce(local.seconds[each.time_to_live], 0) > coalesce(local.seconds[local.topics[each.topic].retention], 0)
      )
    ],
    [
      for name in keys(local.topics) : "namespace.topics.${name}: has more than 500 subscriptions"
      if length([for each in local.subscriptions : each if each.topic == name]) > 500
    ],
  )

  filter_problems = flatten([
    for key, each in local.subscriptions : concat(
      length(regexall(local.reference, jsonencode([each.types, each.filters]))) == 0 ? [] : [
        "${local.place[key]}: $${NAME} stands for nothing in types and filters in Azure; write the value"
      ],
      length(each.filters) > 25 || length(flatten([for filter in each.filters : filter.values])) > 25 ? [
        "${local.place[key]}.filters: Event Grid takes at most 25 filters with 25 values in all"
      ] : [],
      flatten([
        for i, filter in each.filters : concat(
          contains(flatten(values(local.operators)), filter.operator) ? [] : [
            "${local.place[key]}.filters[${i}].operator: '${filter.operator}' is no operator of Event Grid; there are: ${join(", ", flatten(values(local.operators)))}"
          ],
          can(regex("^[a-z0-9]{1,20}$", filter.key)) ? [] : [
            "${local.place[key]}.filters[${i}].key: '${filter.key}' is not the name of an attribute, 1 to 20 lower-case letters or digits; Event Grid's namespaces filter by attributes, not by data"
          ],
          contains(local.operators.none, filter.operator) && length(filter.values) != 0 ? [
            "${local.place[key]}.filters[${i}].values: ${filter.operator} takes none"
          ] : [],
          contains(local.operators.one, filter.operator) && length(filter.values) != 1 ? [
            "${local.place[key]}.filters[${i}].values: ${filter.operator} takes one, there are ${length(filter.values)}"
          ] : [],
          contains(local.operators.many, filter.operator) && length(filter.values) == 0 ? [
            "${local.place[key]}.filters[${i}].values: ${filter.operator} needs at least one"
          ] : [],
        )
      ]),
    )
  ])

  push_problems = flatten([
    for key, each in local.subscriptions : concat(
      (each.push.endpoint == null) == (each.push.event_hub == null) ? [
        "${local.place[key]}.push: needs either endpoint or event-hub"
      ] : [],
      each.push.endpoint == null || can(regex("^(https://[^\\s/$]+|\\$\\{GATEWAY_ENDPOINT\\})(/[^\\s$]*)?$", each.push.endpoint)) ? [] : [
        "${local.place[key]}.push.endpoint: '${each.push.endpoint}' is not allowed; Event Grid pushes to an https URL; $${GATEWAY_ENDPOINT} at its start stands for this gateway"
      ],
      each.push.event_hub == null || can(regex("^[a-zA-Z0-9]([a-zA-Z0-9._-]{0,254}[a-zA-Z0-9])?$", each.push.event_hub)) ? [] : [
        "${local.place[key]}.push.event-hub: '${each.push.event_hub}' is no name of an event hub: 1 to 256 letters, digits, '.', '-' or '_', a letter or digit first and last"
      ],
      try(each.push.batch_events_max >= 1 && each.push.batch_events_max <= 5000, false) ? [] : [
        "${local.place[key]}.push.batch-events-max: ${each.push.batch_events_max} is not allowed; Event Grid takes 1 to 5000"
      ],
      try(each.push.batch_kib_max >= 1 && each.push.batch_kib_max <= 1024, false) ? [] : [
        "${local.place[key]}.push.batch-kib-max: ${each.push.batch_kib_max} is not allowed; Event Grid takes 1 to 1024"
      ],
    ) if each.push != null
  ])

  problems = concat(
    local.name_problems,
    local.unknown_key_problems,
    local.limit_problems,
    local.filter_problems,
    local.push_problems,
    local.role_problems,
  )
}
