// Holds the tables of docs/azure-costs.md to the environments and to costs/prices.json.
//
// usage: node terraform/checks/costs.mjs [--write] [FOLDER FOR THE COPY]     --write: puts them there
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bill, otherwise, prices, sum } from './costs/bill.mjs';
import { missing, ROOT, Workspace } from './workspace.mjs';

const TESTS = '-test-directory=checks/environment';
const ENVIRONMENTS = ['dev', 'prod'];
const PAGE = join(ROOT, '..', 'docs', 'azure-costs.md');
const START = '<!-- terraform/checks/costs.mjs --write makes what follows -->\n';
const END = '<!-- end of what is made -->\n';

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    const [folder = join(ROOT, '..', 'target', 'costs')] = process.argv.slice(2).filter(each => !each.startsWith('--'));
    const reason = missing();
    try {
        console.log(reason ? `skipped: ${reason}` : checked(new Workspace(resolve(folder)), process.argv.includes('--write')));
    } catch (e) {
        console.error(e.message);
        process.exitCode = 1;
    }
}

/** Returns what the environments cost, in a line; throws where the page says something else. */
export function checked(workspace, write) {
    workspace.init(TESTS);
    const made = ENVIRONMENTS.map(name => resources(workspace, name));
    const bills = made.map(bill);
    const text = [fixed(bills), besides(made.map(otherwise)), units(prices.filter(each => each.use)), units(prices.filter(each => !each.use))];
    const page = readFileSync(PAGE, 'utf8');
    const parts = page.split(START);
    if (parts.length !== text.length + 1 || !parts.slice(1).every(each => each.includes(END))) {
        throw new Error(`${PAGE} must have ${text.length} parts that start with ${START} and end with ${END}`);
    }
    const updated = parts[0] + text.map((each, i) => `${START}\n${each}\n${parts[i + 1].slice(parts[i + 1].indexOf(END))}`).join('');
    if (write) {
        writeFileSync(PAGE, updated);
    } else if (updated !== page) {
        throw new Error('docs/azure-costs.md does not say what the environments cost now; run: node terraform/checks/costs.mjs --write');
    }
    return ENVIRONMENTS.map((name, i) => `${name} ${dollars(total(bills[i]))}`).join(', ');
}

function resources(workspace, environment) {
    const done = workspace.expect('test', TESTS, `-var-file=environments/${environment}.tfvars`, '-json', '-verbose');
    const states = done.split('\n').filter(Boolean).map(each => JSON.parse(each)).filter(each => each.type === 'test_state');
    const all = module => [...(module.resources ?? []), ...(module.child_modules ?? []).flatMap(all)];
    return all(states.at(-1).test_state.root_module);
}

function fixed(bills) {
    const rows = bills[0].map((line, i) =>
        `| ${line.name} | ${bills.map(each => `${each[i].arithmetic} | ${dollars(each[i].usd)}`).join(' | ')} |`);
    return table(['a month', 'dev', 'US dollars', 'prod', 'US dollars'],
        [...rows, `| **sum** | ${bills.map(each => `| **${dollars(total(each))}**`).join(' | ')} |`]);
}

function besides(others) {
    return table(['not in the sum', 'dev', 'US dollars', 'prod', 'US dollars'], others[0].map((line, i) =>
        `| ${line.name} | ${others.map(each => `${each[i].arithmetic} | ${dollars(each[i].usd)}`).join(' | ')} |`));
}

function units(some) {
    return table(['price', 'US dollars', 'per', 'region', 'source', 'date'], some.map(each =>
        `| ${each.what} | ${each.usd} | ${each.per} | ${each.region} | ${each.source} | ${each.date} |`));
}

function table(head, rows) {
    return `| ${head.join(' | ')} |\n|${'---|'.repeat(head.length)}\n${rows.join('\n')}\n`;
}

function total(lines) {
    return sum(lines.map(each => each.usd));
}

function dollars(number) {
    return number.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
