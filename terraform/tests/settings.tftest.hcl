# How the settings file is read: defaults, every bound and one value past each, and what the apps get.

variables {
  namespace_endpoint = "https://evgns.westeurope-1.eventgrid.azure.net"
  database           = { host = "db", name = "gridgate", user = "id-gateway" }
  container = {
    data_folder    = "/var/lib/gridgate"
    schemas_folder = "/opt/gridgate/schemas"
    http_port      = 8080
    worker_port    = 9464

    shutdown_delay_seconds = 15
  }
}

run "defaults_are_those_of_the_gateway" {
  command = plan
  module { source = "./modules/settings" }

  variables {
    yaml = <<-YAML
      gateway: {}
      namespace: {topics: {orders: {subscriptions: {worker: {}}}}}
    YAML
  }

  assert {
    condition     = length(output.problems) == 0
    error_message = join("\n", output.problems)
  }
  assert {
    condition     = output.topics["orders"].retention_days == 7
    error_message = "retention: ${output.topics["orders"].retention_days}"
  }
  assert {
    condition = jsonencode(output.subscriptions["orders/worker"]) == jsonencode({
      topic                 = "orders"
      name                  = "worker"
      lock_seconds          = 60
      max_delivery_count    = 10
      time_to_live          = "P7D"
      filters_configuration = {}
      push                  = null
    })
    error_message = jsonencode(output.subscriptions)
  }
  assert {
    condition     = length(output.worker_topics) == 0 && output.worker_settings == null
    error_message = "there is no worker in the file"
  }
}

run "every_bound_is_allowed" {
  command = plan
  module { source = "./modules/settings" }

  variables {
    yaml = <<-YAML
      gateway: {}
      namespace:
        topics:
          abc:
            retention: P1D
            subscriptions:
              low: {lock: PT1M, max-delivery-count: 1, time-to-live: PT1M}
              high: {lock: PT5M, max-delivery-count: 10, time-to-live: P1D}
              low-push: {time-to-live: P1D, push: {endpoint: "https://a.example", batch-events-max: 1, batch-kib-max: 1}}
              high-push: {time-to-live: P1D, push: {endpoint: "$${GATEWAY_ENDPOINT}/push/a", batch-events-max: 5000, batch-kib-max: 1024}}
              stream: {time-to-live: P1D, push: {event-hub: orders}}
          abcdefghijklmnopqrstuvwxyz-0123456789-ABCDEFGHIJKL:
            retention: PT168H
    YAML
  }

  assert {
    condition     = length(output.problems) == 0
    error_message = join("\n", output.problems)
  }
  assert {
    condition     = [output.subscriptions["abc/low"].lock_seconds, output.subscriptions["abc/high"].lock_seconds] == [60, 300]
    error_message = "locks"
  }
  assert {
    condition     = sort([for topic in output.topics : topic.retention_days]) == sort([1, 7])
    error_message = "retention"
  }
  assert {
    condition     = output.event_hubs == toset(["orders"])
    error_message = "event hubs"
  }
}

run "one_past_each_limit_is_named" {
  command = plan
  module { source = "./modules/settings" }

  variables {
    yaml = <<-YAML
      gateway: {}
      namespace:
        relaxed-limits: true
        topics:
          ab: {}
          under_score: {}
          short: {retention: PT23H}
          long: {retention: P8D}
          partly: {retention: P1DT1H}
          orders:
            retention: P2D
            subscriptions:
              lock-low: {lock: PT59S, time-to-live: P1D}
              lock-high: {lock: PT5M1S, time-to-live: P1D}
              lock-text: {lock: 60 seconds, time-to-live: P1D}
              count-low: {max-delivery-count: 0, time-to-live: P1D}
              count-high: {max-delivery-count: 11, time-to-live: P1D}
              life-low: {time-to-live: PT59S}
              life-high: {time-to-live: P2DT1S}
              life-default: {}
              xy: {time-to-live: P1D}
          Orders: {retention: P2D}
    YAML
  }

  assert {
    condition = toset(output.problems) == toset([
      "namespace.relaxed-limits: true is for the built-in namespace; Event Grid in Azure keeps its limits",
      "namespace.topics.ab: a topic's name is 3 to 50 letters, digits or hyphens",
      "namespace.topics.under_score: a topic's name is 3 to 50 letters, digits or hyphens",
      "namespace.topics.orders: is given twice; Event Grid compares names in any case",
      "namespace.topics.Orders: is given twice; Event Grid compares names in any case",
      "namespace.topics.short.retention: PT23H is not allowed; Event Grid takes whole days, P1D to P7D",
      "namespace.topics.long.retention: P8D is not allowed; Event Grid takes whole days, P1D to P7D",
      "namespace.topics.partly.retention: P1DT1H is not allowed; Event Grid takes whole days, P1D to P7D",
      "namespace.topics.orders.subscriptions.lock-low.lock: PT59S is not allowed; Event Grid takes PT1M to PT5M",
      "namespace.topics.orders.subscriptions.lock-high.lock: PT5M1S is not allowed; Event Grid takes PT1M to PT5M",
      "namespace.topics.orders.subscriptions.lock-text.lock: 60 seconds is not allowed; Event Grid takes PT1M to PT5M",
      "namespace.topics.orders.subscriptions.count-low.max-delivery-count: 0 is not allowed; Event Grid takes 1 to 10",
      "namespace.topics.orders.subscriptions.count-high.max-delivery-count: 11 is not allowed; Event Grid takes 1 to 10",
      "namespace.topics.orders.subscriptions.life-low.time-to-live: PT59S is not allowed; Event Grid takes PT1M up to the topic's retention, P2D",
      "namespace.topics.orders.subscriptions.life-high.time-to-live: P2DT1S is not allowed; Event Grid takes PT1M up to the topic's retention, P2D",
      "namespace.topics.orders.subscriptions.life-default.time-to-live: P7D is not allowed; Event Grid takes PT1M up to the topic's retention, P2D",
      "namespace.topics.orders.subscriptions.xy: a subscription's name is 3 to 50 letters, digits or hyphens",
    ])
    error_message = join("\n", output.problems)
  }
}

run "a_misspelt_key_is_named" {
  command = plan
  module { source = "./modules/settings" }

  variables {
    yaml = <<-YAML
      gateway: {}
      namespace:
        topics:
          orders:
            retension: P1D
            subscriptions:
              worker:
                lok: PT2M
                filters: [{operator: IsNotNull, key: subject, value: 1}]
              audit:
                push: {endpoint: "https://a.example", batch: 3}
    YAML
  }

  assert {
    condition = toset(output.problems) == toset([
      "namespace.topics.orders.retension: unknown key; known here: retention, subscriptions",
      "namespace.topics.orders.subscriptions.worker.lok: unknown key; known here: lock, max-delivery-count, time-to-live, types, filters, push",
      "namespace.topics.orders.subscriptions.worker.filters[0].value: unknown key; known here: operator, key, values",
      "namespace.topics.orders.subscriptions.audit.push.batch: unknown key; known here: endpoint, event-hub, batch-events-max, batch-kib-max",
    ])
    error_message = join("\n", output.problems)
  }
}

run "filters_become_event_grids" {
  command = plan
  module { source = "./modules/settings" }

  variables {
    yaml = <<-YAML
      gateway: {}
      namespace:
        topics:
          orders:
            subscriptions:
              worker:
                types: [a.b, c.d]
                filters:
                  - {operator: StringBeginsWith, key: subject, values: [/a/, /b/]}
                  - {operator: NumberLessThan, key: size, values: [5]}
                  - {operator: BoolEquals, key: vip, values: [true]}
                  - {operator: NumberInRange, key: size, values: [[1, 2], [4, 5]]}
                  - {operator: IsNotNull, key: time}
    YAML
  }

  assert {
    condition     = length(output.problems) == 0
    error_message = join("\n", output.problems)
  }
  assert {
    condition = jsonencode(output.subscriptions["orders/worker"].filters_configuration) == jsonencode({
      includedEventTypes = ["a.b", "c.d"]
      filters = [
        { operatorType = "StringBeginsWith", key = "subject", values = ["/a/", "/b/"] },
        { operatorType = "NumberLessThan", key = "size", value = 5 },
        { operatorType = "BoolEquals", key = "vip", value = true },
        { operatorType = "NumberInRange", key = "size", values = [[1, 2], [4, 5]] },
        { operatorType = "IsNotNull", key = "time" },
      ]
    })
    error_message = jsonencode(output.subscriptions["orders/worker"].filters_configuration)
  }
}

run "wrong_filters_are_named" {
  command = plan
  module { source = "./modules/settings" }

  variables {
    yaml = <<-YAML
      gateway: {}
      namespace:
        topics:
          orders:
            subscriptions:
              worker:
                filters:
                  - {operator: StringEquals, key: subject, values: [a]}
                  - {operator: StringIn, key: data.size, values: [a]}
                  - {operator: IsNotNull, key: time, values: [a]}
                  - {operator: BoolEquals, key: vip, values: [true, false]}
                  - {operator: StringIn, key: subject, values: []}
              reference: {types: ["$${TYPE}"]}
              many:
                filters:
                  - {operator: StringIn, key: subject, values: [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z]}
    YAML
  }

  assert {
    condition = toset([for problem in output.problems : replace(problem, "/; there are: .*/", "")]) == toset([
      "namespace.topics.orders.subscriptions.worker.filters[0].operator: 'StringEquals' is no operator of Event Grid",
      "namespace.topics.orders.subscriptions.worker.filters[1].key: 'data.size' is not the name of an attribute, 1 to 20 lower-case letters or digits; Event Grid's namespaces filter by attributes, not by data",
      "namespace.topics.orders.subscriptions.worker.filters[2].values: IsNotNull takes none",
      "namespace.topics.orders.subscriptions.worker.filters[3].values: BoolEquals takes one, there are 2",
      "namespace.topics.orders.subscriptions.worker.filters[4].values: StringIn needs at least one",
      "namespace.topics.orders.subscriptions.reference: $${NAME} stands for nothing in types and filters in Azure; write the value",
      "namespace.topics.orders.subscriptions.many.filters: Event Grid takes at most 25 filters with 25 values in all",
    ])
    error_message = join("\n", output.problems)
  }
}

run "wrong_pushes_are_named" {
  command = plan
  module { source = "./modules/settings" }

  variables {
    yaml = <<-YAML
      gateway: {}
      namespace:
        topics:
          orders:
            subscriptions:
              nowhere: {push: {}}
              both: {push: {endpoint: "https://a.example", event-hub: orders}}
              plain: {push: {endpoint: "http://a.example"}}
              secret: {push: {endpoint: "https://a.example/?code=$${CODE}"}}
              hub: {push: {event-hub: -orders}}
              events-low: {push: {event-hub: orders, batch-events-max: 0}}
              events-high: {push: {event-hub: orders, batch-events-max: 5001}}
              size-low: {push: {event-hub: orders, batch-kib-max: 0}}
              size-high: {push: {event-hub: orders, batch-kib-max: 1025}}
    YAML
  }

  assert {
    condition = toset([for problem in output.problems : replace(problem, "namespace.topics.orders.subscriptions.", "")]) == toset([
      "nowhere.push: needs either endpoint or event-hub",
      "both.push: needs either endpoint or event-hub",
      "plain.push.endpoint: 'http://a.example' is not allowed; Event Grid pushes to an https URL; $${GATEWAY_ENDPOINT} at its start stands for this gateway",
      "secret.push.endpoint: 'https://a.example/?code=$${CODE}' is not allowed; Event Grid pushes to an https URL; $${GATEWAY_ENDPOINT} at its start stands for this gateway",
      "hub.push.event-hub: '-orders' is no name of an event hub: 1 to 256 letters, digits, '.', '-' or '_', a letter or digit first and last",
      "events-low.push.batch-events-max: 0 is not allowed; Event Grid takes 1 to 5000",
      "events-high.push.batch-events-max: 5001 is not allowed; Event Grid takes 1 to 5000",
      "size-low.push.batch-kib-max: 0 is not allowed; Event Grid takes 1 to 1024",
      "size-high.push.batch-kib-max: 1025 is not allowed; Event Grid takes 1 to 1024",
    ])
    error_message = join("\n", output.problems)
  }
}

run "roles_that_do_not_fit_are_named" {
  command = plan
  module { source = "./modules/settings" }

  variables {
    yaml = <<-YAML
      gateway:
        partners:
          acme: {sources: {orders: {scheme: cloudevents, keys: ["file:key.txt"], topic: payments, types: ["*"], event-sources: ["*"]}}}
      namespace:
        topics: {orders: {subscriptions: {worker: {lock: PT2M}}}}
      worker: {topic: orders, subscription: worker, handler: file, output: out.jsonl}
    YAML
  }

  assert {
    condition = toset(output.problems) == toset([
      "gateway.partners.acme.sources.orders.topic: 'payments' is not a topic under namespace.topics",
      "worker.lock: PT1M is not the lock of 'orders/worker', PT2M",
      "worker.handler: 'file' writes into the container, where a restart loses it",
      "file: secrets from files are not there in a container; use $${NAME} and a Key Vault secret",
    ])
    error_message = join("\n", output.problems)
  }
}

run "a_worker_needs_a_queue" {
  command = plan
  module { source = "./modules/settings" }

  variables {
    yaml = <<-YAML
      namespace:
        topics: {orders: {subscriptions: {audit: {push: {endpoint: "https://a.example"}}}}}
      worker: {topic: orders, subscription: audit}
    YAML
  }

  assert {
    condition = toset(output.problems) == toset([
      "gateway: is missing; the deployment runs a gateway",
      "worker: 'orders/audit' is pushed; a worker pulls",
    ])
    error_message = join("\n", output.problems)
  }
}

run "a_worker_needs_a_subscription" {
  command = plan
  module { source = "./modules/settings" }

  variables {
    yaml = <<-YAML
      gateway: {}
      namespace: {topics: {orders: {}}}
      worker: {topic: orders, subscription: worker}
    YAML
  }

  assert {
    condition     = toset(output.problems) == toset(["worker: 'orders/worker' is not a subscription under namespace.topics"])
    error_message = join("\n", output.problems)
  }
}

run "each_app_gets_its_own_sections_and_secrets" {
  command = plan
  module { source = "./modules/settings" }

  variables {
    yaml = <<-YAML
      listener: {https-port: 8443}
      store: postgresql://localhost/gridgate
      postgresql: {user: me, password: "$${DATABASE_PASSWORD}", tls: disable, connections-max: 20}
      gateway:
        schemas-folder: ../schemas
        upstream: {endpoint: "https://localhost", key: "$${NAMESPACE_KEY}", requests-in-flight: 8}
        partners:
          acme: {sources: {orders: {scheme: cloudevents, keys: ["$${ACME_KEY}", "$${ACME_NEXT_KEY}"], topic: orders, types: ["*"], event-sources: ["*"]}}}
      namespace:
        keys: ["$${NAMESPACE_KEY}"]
        topics: {orders: {subscriptions: {worker: {}}}}
      worker: {endpoint: "https://localhost", key: "$${NAMESPACE_KEY}", topic: orders, subscription: worker, concurrency: 32}
    YAML
  }

  assert {
    condition     = length(output.problems) == 0
    error_message = join("\n", output.problems)
  }
  assert {
    condition     = output.gateway_secrets == { ACME_KEY = "acme-key", ACME_NEXT_KEY = "acme-next-key" } && length(output.worker_secrets) == 0
    error_message = "secrets"
  }
  assert {
    condition = yamldecode(output.gateway_settings) == {
      "data-folder" = "/var/lib/gridgate"
      store         = "postgresql://db:5432/gridgate"
      postgresql    = { user = "id-gateway", identity = "azure", "connections-max" = 20 }
      listener      = { host = "0.0.0.0", "http-port" = 8080, "shutdown-delay" = "PT15S" }
      gateway = {
        "schemas-folder" = "/opt/gridgate/schemas"
        upstream = {
          endpoint             = "https://evgns.westeurope-1.eventgrid.azure.net"
          identity             = "azure"
          "requests-in-flight" = 8
        }
        partners = { acme = { sources = { orders = {
          scheme          = "cloudevents"
          keys            = ["$${ACME_KEY}", "$${ACME_NEXT_KEY}"]
          topic           = "orders"
          types           = ["*"]
          "event-sources" = ["*"]
        } } } }
      }
    }
    error_message = output.gateway_settings
  }
  assert {
    condition = yamldecode(output.worker_settings) == {
      "data-folder" = "/var/lib/gridgate"
      health        = { host = "0.0.0.0", port = 9464 }
      worker = {
        endpoint     = "https://evgns.westeurope-1.eventgrid.azure.net"
        identity     = "azure"
        topic        = "orders"
        subscription = "worker"
        concurrency  = 32
      }
    }
    error_message = output.worker_settings
  }
}

run "a_bridge_is_a_worker_with_a_subscription_for_each_target" {
  command = plan
  module { source = "./modules/settings" }

  variables {
    yaml = <<-YAML
      gateway: {}
      namespace:
        topics:
          orders: {subscriptions: {mail: {lock: PT2M}, audit: {push: {endpoint: "https://a.example"}}}}
          code: {subscriptions: {builds: {}}}
      bridge:
        endpoint: https://localhost
        key: x
        targets:
          mail: {topic: orders, subscription: mail, url: "https://mail.internal/events?code=$${MAIL_CODE}", lock: PT2M}
          builds: {topic: code, subscription: builds, url: "https://builds.internal/"}
          audit: {topic: orders, subscription: audit, url: "https://audit.internal/"}
    YAML
  }

  assert {
    condition     = toset(output.problems) == toset(["bridge.targets.audit: 'orders/audit' is pushed; a worker pulls"])
    error_message = join("\n", output.problems)
  }
  assert {
    condition     = output.worker_topics == toset(["code", "orders"]) && output.worker_secrets == { MAIL_CODE = "mail-code" }
    error_message = "topics or secrets"
  }
  assert {
    condition     = yamldecode(output.worker_settings).bridge.identity == "azure" && !can(yamldecode(output.worker_settings).bridge.key)
    error_message = output.worker_settings
  }
}
