output "event_hub_ids" {
  description = "Ids of the event hubs by name; Event Grid may send to them."
  value       = { for name, hub in azurerm_eventhub.this : name => hub.id }
  depends_on  = [azurerm_role_assignment.event_hub_sender]
}

output "queue_topic_endpoint" {
  description = "Address of the classic topic in front of the Service Bus queue; null without a queue."
  value       = one([for topic in azurerm_eventgrid_topic.this : topic.endpoint])
}
