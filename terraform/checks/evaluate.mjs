// Prints as JSON what an apply of the whole deployment would make of a settings file: topics and
// event subscriptions as they go to Azure Resource Manager, and the settings of the apps.
//
// usage: node terraform/checks/evaluate.mjs SETTINGS_FILE FOLDER FOR THE COPY
// Exits with 3, after one line that says why, where Terraform is missing.
import { resolve } from 'node:path';
import { missing, Workspace } from './workspace.mjs';

const TESTS = '-test-directory=checks/evaluation';

const [settingsFile, folder] = process.argv.slice(2);
if (!folder) {
    console.error('usage: node evaluate.mjs SETTINGS_FILE FOLDER');
    process.exit(2);
}
const reason = missing();
if (reason) {
    console.log(reason);
    process.exit(3);
}
const workspace = new Workspace(resolve(folder));
workspace.init(TESTS);
const done = workspace.run('test', TESTS, '-json', '-verbose', `-var=settings_file=${resolve(settingsFile)}`);
const messages = done.stdout.split('\n').filter(Boolean).map(line => JSON.parse(line));
if (done.status !== 0) {
    const errors = messages.filter(each => each.type === 'diagnostic').map(each => each.diagnostic);
    console.error(errors.map(each => `${each.summary}: ${each.detail}`).join('\n') || done.text);
    process.exit(1);
}
const state = messages.find(each => each.type === 'test_state').test_state;
const resources = all(state.root_module);

function all(module) {
    return [...(module.resources ?? []), ...(module.child_modules ?? []).flatMap(all)];
}

function ofType(name) {
    return resources.filter(each => each.type === 'azapi_resource' && each.name === name);
}

const topics = ofType('topic');
console.log(JSON.stringify({
    topics: Object.fromEntries(topics.map(each => [each.index, each.values.body.properties])),
    subscriptions: Object.fromEntries(ofType('subscription').map(each => [each.index, each.values.body.properties])),
    gatewaySettings: state.outputs.gateway_settings.value,
    workerSettings: state.outputs.worker_settings?.value ?? null,
    outboxQuery: resources.find(each => each.type === 'azurerm_monitor_scheduled_query_rules_alert_v2').values.criteria[0].query,
}, null, 1));
