import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bill, otherwise, prices, sum } from './bill.mjs';

const app = (cpu, memory, min_replicas) =>
    ({ type: 'azurerm_container_app', name: 'app', values: { template: [{ min_replicas, container: [{ cpu, memory }] }] } });

const lineOf = (resources, name) => bill(resources).find(each => each.name.startsWith(name));

test('counts replicas at their least, less what is free', () => {
    const line = lineOf([app(0.5, '1Gi', 2), app(0.25, '0.5Gi', 1)], 'Container Apps, replicas');
    // 1.25 vCPU and 2.5 GiB for 2,628,000 s
    assert.equal(line.usd, 130.41);
    assert.equal(line.arithmetic, '(1.25 vCPU × 2,628,000 s − 180,000) × 0.000034 + (2.5 GiB × 2,628,000 s − 360,000) × 0.000004');
});

test('counts a standby as a second server with a second disk', () => {
    const server = high_availability =>
        ({ type: 'azurerm_postgresql_flexible_server', name: 'this', values: { sku_name: 'GP_Standard_D4ds_v5', storage_mb: 262144, high_availability } });
    assert.equal(lineOf([server([])], 'PostgreSQL').usd, 344.57);
    assert.equal(lineOf([server([{ mode: 'ZoneRedundant' }])], 'PostgreSQL').usd, 689.13);
});

test('counts a metric alert by the time series that it looks at', () => {
    const alert = dimension => ({ type: 'azurerm_monitor_metric_alert', name: 'this', values: { criteria: [{ dimension }] } });
    assert.equal(lineOf([alert([]), alert([{ values: ['a', 'b'] }, { values: ['c', 'd'] }])], 'Alerts').usd, 0.5);
});

test('what is not there costs nothing', () => {
    assert.equal(sum(bill([]).map(each => each.usd)), 0);
    assert.equal(lineOf([], 'Front Door').arithmetic, '–');
});

test('says what else there could be, outside of the sum', () => {
    const [idle, fee] = otherwise([app(1, '2Gi', 1), { type: 'azurerm_container_app_environment', name: 'this', values: {} }]);
    // (2,628,000 − 180,000) × 0.000004 + (5,256,000 − 360,000) × 0.000004
    assert.equal(idle.usd, 29.38);
    assert.equal(fee.usd, 104.39);
});

test('refuses a resource of which it knows no price', () => {
    assert.throws(() => bill([{ type: 'azurerm_firewall', name: 'this', values: {} }]), /do.* not say .*azurerm_firewall/);
    assert.throws(() => bill([{ type: 'azurerm_container_registry', name: 'this', values: { sku: 'Gold' } }]), /no price .*registry-Gold/);
});

test('every price says what for, where, from whom and when', () => {
    for (const each of prices) {
        for (const part of ['what', 'per', 'region', 'source', 'date']) {
            assert.ok(each[part]?.length > 0, `${JSON.stringify(each)} has no ${part}`);
        }
        assert.ok(each.usd > 0 && (each.use || each.id));
    }
});
