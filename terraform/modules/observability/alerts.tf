resource "azurerm_monitor_action_group" "this" {
  name                = "ag-${var.name}"
  resource_group_name = var.resource_group_name
  short_name          = "gridgate"
  tags                = var.tags

  dynamic "email_receiver" {
    for_each = var.alert_emails

    content {
      name                    = email_receiver.value
      email_address           = email_receiver.value
      use_common_alert_schema = true
    }
  }
}

locals {
  # Each counts events or writes within five minutes.
  metric_alerts = {
    failed-publishes = {
      description = "Event Grid refuses events of the gateway: look at its log and at the namespace's capacity."
      severity    = 2
      scope       = var.namespace_id
      namespace   = "Microsoft.EventGrid/namespaces"
      metric      = "FailedPublishedEvents"
      threshold   = var.thresholds.failed_publishes
      dimensions  = {}
    }
    dead-letters = {
      description = "Event Grid gave up on events: they are in the dead-letter container."
      severity    = 1
      scope       = var.namespace_id
      namespace   = "Microsoft.EventGrid/namespaces"
      metric      = "DeadLetteredEvents"
      threshold   = 0
      dimensions  = {}
    }
    # The same from the other side: what is written there is a dead letter.
    dead-letter-writes = {
      description = "Blobs are written to the dead-letter storage: events were given up on."
      severity    = 1
      scope       = var.dead_letter_storage_id
      namespace   = "Microsoft.Storage/storageAccounts"
      metric      = "Transactions"
      threshold   = 0
      dimensions  = { ApiName = ["PutBlob", "PutBlock", "PutBlockList", "AppendBlock"] }
    }
  }

  # Replicas say when the namespace takes no events of a topic, and when it takes them again; the last
  # word counts.
  outbox_query = <<-KQL
    ContainerAppConsoleLogs_CL
    | where ContainerAppName_s == '${var.gateway_name}'
    | where Log_s has 'takes no events of' or Log_s has 'takes events of'
    | extend Topic = extract('events of ([a-zA-Z0-9-]+)', 1, Log_s), HeldUp = Log_s has 'takes no events of'
    | summarize arg_max(TimeGenerated, HeldUp) by Topic
    | where HeldUp and TimeGenerated < ago(${var.thresholds.outbox_minutes}m)
  KQL
}

resource "azurerm_monitor_metric_alert" "this" {
  for_each = local.metric_alerts

  name                = "alert-${var.name}-${each.key}"
  resource_group_name = var.resource_group_name
  scopes              = [each.value.scope]
  description         = each.value.description
  severity            = each.value.severity
  frequency           = "PT1M"
  window_size         = "PT5M"
  tags                = var.tags

  criteria {
    metric_namespace = each.value.namespace
    metric_name      = each.value.metric
    aggregation      = "Total"
    operator         = "GreaterThan"
    threshold        = each.value.threshold
    # A metric that was never sent is not there yet on a new namespace.
    skip_metric_validation = true

    dynamic "dimension" {
      for_each = each.value.dimensions

      content {
        name     = dimension.key
        operator = "Include"
        values   = dimension.value
      }
    }
  }

  action {
    action_group_id = azurerm_monitor_action_group.this.id
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "outbox" {
  name                    = "alert-${var.name}-outbox-lag"
  resource_group_name     = var.resource_group_name
  location                = var.location
  description             = "Accepted events wait in the gateway: Event Grid has taken none of a topic for ${var.thresholds.outbox_minutes} minutes. Nothing is lost."
  severity                = 1
  scopes                  = [azurerm_log_analytics_workspace.this.id]
  evaluation_frequency    = "PT5M"
  window_duration         = "P1D"
  auto_mitigation_enabled = true
  # The table comes into being with the first line of output.
  skip_query_validation = true
  tags                  = var.tags

  criteria {
    query                   = local.outbox_query
    time_aggregation_method = "Count"
    operator                = "GreaterThan"
    threshold               = 0

    dimension {
      name     = "Topic"
      operator = "Include"
      values   = ["*"]
    }
  }

  action {
    action_groups = [azurerm_monitor_action_group.this.id]
  }
}
