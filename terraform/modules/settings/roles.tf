# What the gateway and the worker need, and the settings each is started with: its own sections of
# the file, with the address and the identity of Azure in place of a local namespace's.

locals {
  gateway_section = try(local.configuration.gateway, null)
  worker_section  = try(local.configuration.worker, null)
  bridge_section  = try(local.configuration.bridge, null)

  # Replaced in Azure: where the namespace is and how to get in.
  replaced_keys = ["endpoint", "identity", "key", "trusted-certificates"]

  database_rest = {
    for key in try(keys(local.configuration.postgresql), []) : key => local.configuration.postgresql[key]
    if !contains(["user", "identity", "password", "tls", "trusted-certificates"], key)
  }
  upstream_rest = { for key in try(keys(local.gateway_section.upstream), []) : key => local.gateway_section.upstream[key] if !contains(local.replaced_keys, key) }
  bridge_rest   = { for key in try(keys(local.bridge_section), []) : key => local.bridge_section[key] if !contains(local.replaced_keys, key) }
  worker_rest   = { for key in try(keys(local.worker_section), []) : key => local.worker_section[key] if !contains(local.replaced_keys, key) }
  gateway_rest = {
    for key in try(keys(local.gateway_section), []) : key => local.gateway_section[key]
    if !contains(["upstream", "schemas-folder"], key)
  }

  sources = merge([
    for partner in try(keys(local.gateway_section.partners), []) : {
      for source in try(keys(local.gateway_section.partners[partner].sources), []) :
      "gateway.partners.${partner}.sources.${source}" => try(local.gateway_section.partners[partner].sources[source].topic, "")
    }
  ]...)

  # Who pulls: the worker itself, and every target of a bridge.
  readers = merge(
    { for place in ["worker"] : place => local.worker_section if local.worker_section != null },
    { for name in try(keys(local.bridge_section.targets), []) : "bridge.targets.${name}" => local.bridge_section.targets[name] },
  )
  reads = {
    for place, reader in local.readers : place => {
      topic        = try(reader.topic, "")
      subscription = "${try(reader.topic, "")}/${try(reader.subscription, "")}"
      lock         = try(reader.lock, local.defaults.lock)
    }
  }

  # ${NAME} in a section becomes an environment variable from the Key Vault secret `name`.
  reference = "\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}"
  gateway_secrets = {
    for name in toset(flatten(regexall(local.reference, jsonencode([local.gateway_rest, local.upstream_rest])))) :
    name => lower(replace(name, "_", "-"))
  }
  worker_secrets = {
    for name in toset(flatten(regexall(local.reference, jsonencode([local.worker_rest, local.bridge_rest])))) :
    name => lower(replace(name, "_", "-"))
  }

  role_problems = concat(
    local.gateway_section == null ? ["gateway: is missing; the deployment runs a gateway"] : [],
    [
      for place, topic in local.sources : "${place}.topic: '${topic}' is not a topic under namespace.topics"
      if !contains(keys(local.topics), topic)
    ],
    [
      for place, read in local.reads : "${place}: '${read.subscription}' is not a subscription under namespace.topics"
      if !contains(keys(local.subscriptions), read.subscription)
    ],
    [
      for place, read in local.reads : "${place}: '${read.subscription}' is pushed; a worker pulls"
      if try(local.subscriptions[read.subscription].push, null) != null
    ],
    [
      for place, read in local.reads : "${place}.lock: ${read.lock} is not the lock of '${read.subscription}', ${local.subscriptions[read.subscription].lock}"
      if try(local.seconds[read.lock] != local.seconds[local.subscriptions[read.subscription].lock], false)
    ],
    try(local.worker_section.handler, "") == "file" ? [
      "worker.handler: 'file' writes into the container, where a restart loses it"
    ] : [],
    length(regexall("\"file:", jsonencode([local.gateway_rest, local.upstream_rest, local.worker_rest, local.bridge_rest]))) == 0 ? [] : [
      "file: secrets from files are not there in a container; use $${NAME} and a Key Vault secret"
    ],
  )

  access = { endpoint = var.namespace_endpoint, identity = "azure" }
  listener = {
    host             = "0.0.0.0"
    "http-port"      = var.container.http_port
    "shutdown-delay" = "PT${var.container.shutdown_delay_seconds}S"
  }

  gateway_settings = {
    "data-folder" = var.container.data_folder
    store         = "postgresql://${var.database.host}:5432/${var.database.name}"
    postgresql    = merge(local.database_rest, { user = var.database.user, identity = "azure" })
    listener      = local.listener
    gateway = merge(
      local.gateway_rest,
      { for key in ["schemas-folder"] : key => var.container.schemas_folder if can(local.gateway_section[key]) },
      { upstream = merge(local.upstream_rest, local.access) },
    )
  }

  worker_settings = merge(
    {
      "data-folder" = var.container.data_folder
      health        = { host = "0.0.0.0", port = var.container.worker_port }
    },
    { for key in ["worker"] : key => merge(local.worker_rest, local.access) if local.worker_section != null },
    { for key in ["bridge"] : key => merge(local.bridge_rest, local.access) if local.bridge_section != null },
  )
}
