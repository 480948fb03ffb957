// Mistakes that the checks must see. Each is planted into a copy: in the file, the first text is
// replaced by the second, and the given command must fail with the expected words.

const subscriptions = 'modules/eventgrid/subscriptions.tf';
const eventgrid = 'modules/eventgrid/main.tf';

export const mistakes = [
    {
        what: 'a misspelt argument',
        file: 'modules/data/vault.tf', from: 'tenant_id ', to: 'tennant_id ',
        expected: 'Unsupported argument',
    },
    {
        what: 'a missing argument',
        file: 'modules/identity/main.tf', from: '  location            = var.location\n', to: '',
        expected: 'Missing required argument',
    },
    {
        what: 'a value of the wrong type',
        file: 'modules/data/database.tf', from: 'auto_grow_enabled             = true', to: 'auto_grow_enabled = "often"',
        expected: 'a bool is required',
    },
    {
        what: 'an unknown resource type',
        file: 'modules/identity/main.tf', from: 'resource "azurerm_user_assigned_identity"', to: 'resource "azurerm_user_identity"',
        expected: 'Invalid resource type',
    },
    {
        what: 'an unknown attribute',
        file: 'modules/data/outputs.tf', from: 'azurerm_key_vault.this.vault_uri', to: 'azurerm_key_vault.this.vault_url',
        expected: 'Unsupported attribute',
    },
    {
        what: 'a repeated block of which there is one',
        file: 'modules/apps/gateway.tf', from: '  ingress {', to: '  ingress {\n target_port = 1\n traffic_weight {\n percentage = 1 \n}\n}\n  ingress {',
        expected: 'Too many ingress blocks',
    },
    {
        what: 'an API version that does not exist',
        file: eventgrid, from: 'api = "2025-02-15"', to: 'api = "2025-02-16"',
        expected: 'there is no schema for "Microsoft.EventGrid/namespaces@2025-02-16"',
    },
    {
        what: 'a misspelt property in a body',
        file: eventgrid, from: 'publicNetworkAccess ', to: 'publicNetworkAcess ',
        expected: 'has no property publicNetworkAcess',
    },
    {
        what: 'a TLS version that there is not',
        file: eventgrid, from: 'minimumTlsVersionAllowed = "1.2"', to: 'minimumTlsVersionAllowed = "1.4"',
        expected: 'must be one of 1.0, 1.1, 1.2, is 1.4',
    },
    {
        what: 'a number where a body has text',
        file: eventgrid, from: 'inputSchema          = "CloudEventSchemaV1_0"', to: 'inputSchema = 1',
        expected: 'must be one of CloudEventSchemaV1_0, is 1',
    },
    {
        what: 'a delivery mode that there is not',
        file: subscriptions, from: 'deliveryMode = "Queue"', to: 'deliveryMode = "Pull"', test: 'tests/eventgrid.tftest.hcl',
        expected: 'deliveryMode: must be one of Queue, Push, is Pull',
    },
    {
        what: 'a misspelt property of a subscription',
        file: subscriptions, from: 'maxDeliveryCount ', to: 'maxDeliveryCounts ', test: 'tests/eventgrid.tftest.hcl',
        expected: 'has no property maxDeliveryCounts',
    },
    {
        what: 'a destination type that there is not',
        file: subscriptions, from: 'endpointType = "WebHook"', to: 'endpointType = "Webhook"', test: 'tests/eventgrid.tftest.hcl',
        expected: 'endpointType must be one of',
    },
    {
        what: 'dead letters that go nowhere',
        file: subscriptions, from: 'endpointType = "StorageBlob"', to: 'endpointType = "Blob"', test: 'tests/eventgrid.tftest.hcl',
        expected: 'endpointType must be one of StorageBlob, is Blob',
    },
    {
        what: 'a role on the whole namespace',
        file: 'modules/eventgrid/roles.tf', from: 'azapi_resource.topic[each.key].id', to: 'azapi_resource.namespace.id', test: 'tests/eventgrid.tftest.hcl',
        expected: 'Test assertion failed',
    },
    {
        what: 'a lock that may be one second longer',
        file: 'modules/settings/problems.tf', from: '> 300', to: '> 301', test: 'tests/settings.tftest.hcl',
        expected: 'Test assertion failed',
    },
    {
        what: 'a default that is not the gateway\'s',
        file: 'modules/settings/topics.tf', from: 'lock               = "PT1M"', to: 'lock = "PT2M"', test: 'tests/settings.tftest.hcl',
        expected: 'Test assertion failed',
    },
    {
        what: 'a database with passwords',
        file: 'modules/data/database.tf', from: 'password_auth_enabled         = false', to: 'password_auth_enabled = true', test: 'tests/data.tftest.hcl',
        expected: 'Test assertion failed',
    },
    {
        what: 'a worker that is reached from outside',
        file: 'modules/apps/worker.tf', from: 'external_enabled           = false', to: 'external_enabled = true', test: 'tests/apps.tftest.hcl',
        expected: 'Test assertion failed',
    },
    {
        what: 'a bound that is not held',
        file: 'variables.eventgrid.tf', from: 'contains(range(1, 41), var.namespace_capacity)', to: 'contains(range(0, 41), var.namespace_capacity)', test: 'tests/variables.tftest.hcl',
        expected: 'Missing expected failure',
    },
];
