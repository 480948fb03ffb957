// What a month of a deployment costs before anything is sent through it, from the resources that
// Terraform would make and the prices in prices.json.
import { readFileSync } from 'node:fs';

/** Unit prices: US dollars, what for, where and when they were found. */
export const prices = JSON.parse(readFileSync(new URL('prices.json', import.meta.url), 'utf8'));

const HOURS = 730;
const DAYS = HOURS / 24;
const SECONDS = HOURS * 3600;
// Free of charge in each subscription and month.
const VCPU_SECONDS_FREE = 180000;
const GIB_SECONDS_FREE = 360000;

/** Resource types that cost nothing, or only by use. */
const FREE = new Set([
    'azurerm_application_insights', 'azurerm_cdn_frontdoor_endpoint', 'azurerm_cdn_frontdoor_firewall_policy',
    'azurerm_cdn_frontdoor_origin', 'azurerm_cdn_frontdoor_origin_group', 'azurerm_cdn_frontdoor_route',
    'azurerm_cdn_frontdoor_security_policy', 'azurerm_client_config', 'azurerm_eventhub', 'azurerm_key_vault',
    'azurerm_log_analytics_workspace', 'azurerm_management_lock', 'azurerm_monitor_action_group',
    'azurerm_monitor_diagnostic_setting', 'azurerm_network_security_group',
    'azurerm_postgresql_flexible_server_active_directory_administrator', 'azurerm_postgresql_flexible_server_database',
    'azurerm_private_dns_zone_virtual_network_link', 'azurerm_resource_group', 'azurerm_role_assignment',
    'azurerm_storage_account', 'azurerm_storage_container', 'azurerm_storage_management_policy', 'azurerm_subnet',
    'azurerm_subnet_network_security_group_association', 'azurerm_user_assigned_identity', 'azurerm_virtual_network',
]);

/** The lines of a bill: resource types, name, and what they cost as terms of factors. */
const LINES = [
    [['azapi_resource'], 'Event Grid namespace', namespaces => namespaces
        .filter(each => each.name === 'namespace')
        .map(each => [units(each.values.body.sku.capacity), [HOURS, 'h'], price('namespace-unit')])],
    [['azurerm_container_app'], 'Container Apps, replicas at their least, always active', apps => compute(apps, 'vcpu-active')],
    [['azurerm_container_app_environment'], 'Container Apps, address in, address out, load balancer', environments => environments
        .flatMap(() => [[[2, ''], [HOURS, 'h'], price('public-ip')], [[HOURS, 'h'], price('load-balancer')]])],
    [['azurerm_postgresql_flexible_server'], 'PostgreSQL', servers => servers.flatMap(server => {
        const machines = [server.values.high_availability.length + 1, server.values.high_availability.length ? 'servers' : 'server'];
        return [
            [machines, [HOURS, 'h'], price(server.values.sku_name)],
            [machines, [server.values.storage_mb / 1024, 'GiB'], price('database-storage')],
        ];
    })],
    [['azurerm_container_registry'], 'Container Registry', registries => registries
        .map(each => [[DAYS, 'days'], price(`registry-${each.values.sku}`)])],
    [['azurerm_private_endpoint'], 'Private endpoints', each => [[[each.length, ''], [HOURS, 'h'], price('private-endpoint')]]],
    [['azurerm_private_dns_zone'], 'Private DNS zones', each => [[[each.length, ''], price('dns-zone')]]],
    [['azurerm_eventhub_namespace'], 'Event Hubs', namespaces => namespaces
        .map(each => [units(each.values.capacity), [HOURS, 'h'], price('event-hubs-unit')])],
    [['azurerm_monitor_metric_alert', 'azurerm_monitor_scheduled_query_rules_alert_v2'], 'Alerts', alerts => {
        const metrics = alerts.filter(each => each.type === 'azurerm_monitor_metric_alert');
        const logs = alerts.filter(each => !metrics.includes(each));
        return [
            [[sum(metrics.map(series)), 'time series'], price('metric-alert')],
            ...logs.map(each => [[1, 'rule'], price(`log-alert-${each.values.evaluation_frequency}`)]),
        ];
    }],
    [['azurerm_cdn_frontdoor_profile'], 'Front Door', profiles => profiles
        .map(each => [[1, ''], price(`front-door-${each.values.sku_name.split('_')[0]}`)])],
];

/**
 * Lines with a name, the arithmetic and US dollars.
 *
 * @param resources as in Terraform's state: type, name, values
 */
export function bill(resources) {
    const known = new Set([...FREE, ...LINES.flatMap(([types]) => types)]);
    const unknown = new Set(resources.map(each => each.type).filter(each => !known.has(each)));
    if (unknown.size > 0) {
        throw new Error(`costs/bill.mjs does not say what these cost: ${[...unknown].join(', ')}`);
    }
    return LINES.map(([types, name, terms]) => {
        const found = resources.filter(each => types.includes(each.type));
        return line(name, found.length === 0 ? [] : terms(found));
    });
}

/** What could be on the bill instead, or besides; not in the sum. */
export function otherwise(resources) {
    const of = type => resources.filter(each => each.type === type);
    return [
        line('Container Apps, replicas at their least, always idle, instead', compute(of('azurerm_container_app'), 'vcpu-idle')),
        line('Container Apps, *Environment Management Hour*, if it is charged', of('azurerm_container_app_environment')
            .map(() => [[HOURS, 'h'], price('environment')])),
    ];
}

export function sum(numbers) {
    return numbers.reduce((one, other) => one + other, 0);
}

function compute(apps, vcpu) {
    const amount = of => sum(apps.map(app => app.values.template[0])
        .map(template => template.min_replicas * sum(template.container.map(of))));
    const cores = amount(each => each.cpu);
    const gib = amount(each => parseFloat(each.memory));
    return [
        [[cores * SECONDS - VCPU_SECONDS_FREE, `(${cores} vCPU × ${count(SECONDS)} s − ${count(VCPU_SECONDS_FREE)})`], price(vcpu)],
        [[gib * SECONDS - GIB_SECONDS_FREE, `(${gib} GiB × ${count(SECONDS)} s − ${count(GIB_SECONDS_FREE)})`], price('memory')],
    ];
}

// A metric alert is paid for each time series that it looks at: every combination of dimension values.
function series(alert) {
    return alert.values.criteria[0].dimension.reduce((product, each) => product * each.values.length, 1);
}

function units(number) {
    return [number, number === 1 ? 'unit' : 'units'];
}

function price(id) {
    const found = prices.find(each => each.id === id);
    if (!found) {
        throw new Error(`costs/prices.json has no price with the id ${id}`);
    }
    return [found.usd, ''];
}

function line(name, terms) {
    const exact = sum(terms.map(factors => factors.reduce((product, [number]) => product * number, 1)));
    return {
        name,
        arithmetic: terms.map(factors => factors.map(written).join(' × ')).join(' + ') || '–',
        usd: Math.round(exact * 100) / 100,
    };
}

// A label in brackets is the factor, written out.
function written([number, label]) {
    return label.startsWith('(') ? label : `${count(number)} ${label}`.trim();
}

function count(number) {
    return number.toLocaleString('en-US', { maximumFractionDigits: 6 });
}
