// A copy of the Terraform files in which Terraform runs without Azure and without a network: the
// providers there know schemas only. The copy keeps their checksums out of the real folder.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder with the Terraform files. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const OLDEST = [1, 9];
const PROVIDERS = { 'hashicorp/azurerm': '4.73.0', 'azure/azapi': '2.12.0' };
// Where Terraform looks a provider's source address up; only a path here, nothing is fetched.
const HOST = 'registry.terraform.io';

/** Returns why Terraform cannot be used here, or null. */
export function missing() {
    const found = spawnSync('terraform', ['version', '-json'], { encoding: 'utf8' });
    if (found.error || found.status !== 0) {
        return 'terraform is not installed';
    }
    const version = JSON.parse(found.stdout).terraform_version;
    const [major, minor] = version.split('.').map(Number);
    return major === OLDEST[0] && minor >= OLDEST[1]
        ? null
        : `terraform ${version} is installed, ${OLDEST.join('.')} or a newer 1.x is needed`;
}

/** A copy in a folder of its own, ready for validate and test. */
export class Workspace {
    #environment;

    /** @param folder where the copy goes; what is there is deleted */
    constructor(folder) {
        this.folder = folder;
        this.files = join(folder, 'terraform');
        rmSync(folder, { recursive: true, force: true });
        mkdirSync(folder, { recursive: true });
        cpSync(ROOT, this.files, { recursive: true, filter: path => !path.includes('/.terraform') });
        this.#environment = {
            ...process.env,
            CHECKPOINT_DISABLE: '1',
            TF_CLI_CONFIG_FILE: this.#mirror(),
            // The providers here speak without TLS, on a socket in a folder of their own.
            TF_DISABLE_PLUGIN_TLS: '1',
            TF_IN_AUTOMATION: '1',
        };
    }

    #mirror() {
        const mirror = join(this.folder, 'providers');
        for (const [source, version] of Object.entries(PROVIDERS)) {
            const name = source.split('/')[1];
            const folder = join(mirror, HOST, source, version, platform());
            const program = join(folder, `terraform-provider-${name}_v${version}`);
            mkdirSync(folder, { recursive: true });
            const script = join(this.files, 'checks', 'provider', 'provider.mjs');
            writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${script}' ${name}\n`);
            chmodSync(program, 0o755);
        }
        const config = join(this.folder, 'terraform.rc');
        writeFileSync(config, `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`);
        return config;
    }

    /** Runs Terraform; returns its status and all that it said. */
    run(...args) {
        const done = spawnSync('terraform', args, {
            cwd: this.files,
            encoding: 'utf8',
            env: this.#environment,
            maxBuffer: 64 << 20,
        });
        return { status: done.status, stdout: done.stdout, text: done.stdout + done.stderr };
    }

    /** Runs Terraform, and throws with what it said if it fails. */
    expect(...args) {
        const done = this.run(...args);
        if (done.status !== 0) {
            throw new Error(`terraform ${args.join(' ')}\n${done.text}`);
        }
        return done.stdout;
    }

    init(...args) {
        this.expect('init', '-backend=false', '-input=false', '-no-color', ...args);
    }
}

function platform() {
    const architecture = { x64: 'amd64', arm64: 'arm64' }[process.arch] ?? process.arch;
    return `${process.platform}_${architecture}`;
}
