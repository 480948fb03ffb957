// Checks the Terraform files without Azure: format, names and types, ARM bodies, and the tests. Then
// it plants known mistakes and must see each of them.
//
// usage: node terraform/checks/check.mjs [--self-test | --no-self-test] [FOLDER FOR THE COPY]
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checked } from './costs.mjs';
import { mistakes } from './mistakes.mjs';
import { missing, ROOT, Workspace } from './workspace.mjs';

const options = process.argv.slice(2).filter(each => each.startsWith('--'));
const [folder = join(ROOT, '..', 'target', 'terraform')] = process.argv.slice(2).filter(each => !each.startsWith('--'));

const reason = missing();
if (reason) {
    console.log(`skipped: ${reason}`);
    process.exit(0);
}
const workspace = new Workspace(resolve(folder));
try {
    if (!options.includes('--self-test')) {
        step('the providers and the costs themselves', programsTested);
        step('format', formatted);
        workspace.init();
        step('names, types and bodies', () => workspace.expect('validate', '-no-color'));
        step('tests', () => counted(workspace.expect('test', '-no-color')));
        for (const environment of ['dev', 'prod']) {
            step(`environment ${environment}`, () => inEnvironment(environment));
        }
        step('docs/azure-costs.md, US dollars a month', () => checked(workspace, false));
    }
    if (!options.includes('--no-self-test')) {
        workspace.init();
        step('planted mistakes', seen);
    }
} catch (e) {
    console.error(e.message);
    process.exitCode = 1;
}

function step(name, action) {
    const started = Date.now();
    const result = action();
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(`${name}: ${typeof result === 'string' && result.length < 200 && result.trim() ? result.trim() : 'good'} (${seconds} s)`);
}

function programsTested() {
    const tests = ['checks/provider/provider.test.mjs', 'checks/costs/bill.test.mjs'].map(each => join(ROOT, each));
    const done = spawnSync(process.execPath, ['--test', ...tests], { encoding: 'utf8' });
    if (done.status !== 0) {
        throw new Error(done.stdout + done.stderr);
    }
    return 'good';
}

function formatted() {
    workspace.expect('fmt', '-check', '-recursive', '-diff', '-no-color');
    return 'good';
}

function counted(output) {
    return output.match(/^Success! .*$/m)[0];
}

function inEnvironment(name) {
    const tests = `-test-directory=checks/environment`;
    workspace.init(tests);
    return counted(workspace.expect('test', tests, `-var-file=environments/${name}.tfvars`, '-no-color'));
}

function seen() {
    const unseen = mistakes.filter(mistake => !isSeen(mistake));
    if (unseen.length > 0) {
        throw new Error(`not seen:\n${unseen.map(each => `  ${each.what} (${each.file})`).join('\n')}`);
    }
    return `all ${mistakes.length} seen`;
}

function isSeen({ file, from, to, test, expected }) {
    const path = join(workspace.files, file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(from)) {
        throw new Error(`${file} has no '${from}' to plant a mistake in`);
    }
    writeFileSync(path, text.replaceAll(from, to));
    try {
        const done = test
            ? workspace.run('test', '-no-color', `-filter=${test}`)
            : workspace.run('validate', '-no-color');
        return done.status !== 0 && unwrapped(done.text).includes(expected);
    } finally {
        writeFileSync(path, text);
    }
}

// Terraform breaks long lines.
function unwrapped(text) {
    return text.replace(/\s+/g, ' ');
}
