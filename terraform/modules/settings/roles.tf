# What the gateway and the worker need, and the settings each is started with: its own sections of
# the file, with the address and the identity of Azure in place of a local namespace's.

locals {
  gateway_section = try(local.configuration.gateway, null)
  worker_section  = try(local.configuration.worker, null)

  # Replaced in Azure: where the namespace is and how to get in.
  replaced_keys = ["endpoint", "identity", "key", "trusted-certificates"]

  upstream_rest = { for key in try(keys(local.gateway_section.upstream), []) : key => local.gateway_section.upstream[key] if !contains(local.replaced_keys, key) }
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

  worker = local.worker_section == null ? null : {
    topic        = try(local.worker_section.topic, "")
    subscription = try(local.worker_section.subscription, "")
    lock         = try(local.worker_section.lock, local.defaults.lock)
    handler      = try(local.worker_section.handler, "log")
  }
  worker_reads = local.worker == null ? "" : "${local.worker.topic}/${local.worker.subscription}"

  # ${NAME} in a section becomes an environment variable from the Key Vault secret `name`.
  reference = "\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}"
  gateway_secrets = {
    for name in toset(flatten(regexall(local.reference, jsonencode([local.gateway_rest, local.upstream_rest])))) :
    name => lower(replace(name, "_", "-"))
  }
  worker_secrets = {
    for name in toset(flatten(regexall(local.reference, jsonencode(local.worker_rest)))) :
    name => lower(replace(name, "_", "-"))
  }

  role_problems = concat(
    local.gateway_section == null ? ["gateway: is missing; the deployment runs a gateway"] : [],
    [
      for place, topic in local.sources : "${place}.topic: '${topic}' is not a topic under namespace.topics"
      if !contains(keys(local.topics), topic)
    ],
    local.worker != null && !contains(keys(local.subscriptions), local.worker_reads) ? [
      "worker: '${local.worker_reads}' is not a subscription under namespace.topics"
    ] : [],
    local.worker != null && try(local.subscriptions[local.worker_reads].push, null) != null ? [
      "worker: '${local.worker_reads}' is pushed; a worker pulls"
    ] : [],
    try(local.seconds[local.worker.lock] != local.seconds[local.subscriptions[local.worker_reads].lock], false) ? [
      "worker.lock: ${local.worker.lock} is not the lock of '${local.worker_reads}', ${local.subscriptions[local.worker_reads].lock}"
    ] : [],
    try(local.worker.handler, "") == "file" ? [
      "worker.handler: 'file' writes into the container, where a restart loses it"
    ] : [],
    length(regexall("\"file:", jsonencode([local.gateway_rest, local.upstream_rest, local.worker_rest]))) == 0 ? [] : [
      "file: secrets from files are not there in a container; use $${NAME} and a Key Vault secret"
    ],
  )

  listener = { host = "0.0.0.0", "http-port" = var.container.http_port }

  gateway_settings = {
    "data-folder" = var.container.data_folder
    store         = var.store
    listener      = local.listener
    gateway = merge(
      local.gateway_rest,
      { for key in ["schemas-folder"] : key => var.container.schemas_folder if can(local.gateway_section[key]) },
      { upstream = merge(local.upstream_rest, { endpoint = var.namespace_endpoint, identity = "azure" }) },
    )
  }

  worker_settings = {
    "data-folder" = var.container.data_folder
    listener      = local.listener
    worker        = merge(local.worker_rest, { endpoint = var.namespace_endpoint, identity = "azure" })
  }
}
