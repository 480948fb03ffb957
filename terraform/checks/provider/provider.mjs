// A Terraform provider that knows schemas only: it lets Terraform check a configuration without
// Azure and without the real providers. It speaks plugin protocol 5 on a Unix socket, and it can
// neither read nor change anything.
//
// usage, by Terraform alone: node provider.mjs azurerm|azapi
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problems } from './body.mjs';
import { diagnosticMessage, providerSchemaMessage, read, Writer } from './messages.mjs';
import { decode, ofDynamicType } from './values.mjs';

const UNIMPLEMENTED = '12';
const INTERNAL = '13';

const name = process.argv[2];
if (!process.env.TF_PLUGIN_MAGIC_COOKIE || !['azurerm', 'azapi'].includes(name)) {
    console.error('This program is started by Terraform, see terraform/README.md.');
    process.exit(1);
}
const schemaFile = file => JSON.parse(readFileSync(new URL(`../schema/${file}.json`, import.meta.url)));

/** Every method takes the request's bytes and returns those of the answer. */
const methods = {
    '/tfplugin5.Provider/GetSchema': () =>
        providerSchemaMessage(Object.values(schemaFile(name).provider_schemas)[0]),
    '/tfplugin5.Provider/PrepareProviderConfig': request =>
        new Writer().bytes(1, read(request)[1]).end(),
    '/tfplugin5.Provider/ValidateResourceTypeConfig': validate,
    '/tfplugin5.Provider/ValidateDataSourceConfig': () => Buffer.alloc(0),
    '/tfplugin5.Provider/Configure': () => Buffer.alloc(0),
    '/tfplugin5.Provider/Stop': () => Buffer.alloc(0),
    '/plugin.GRPCController/Shutdown': () => {
        setImmediate(stop);
        return Buffer.alloc(0);
    },
};

function validate(request) {
    const fields = read(request);
    const answer = new Writer();
    if (fields[1].toString() === 'azapi_resource') {
        const config = decode(read(fields[2])[1]);
        if (typeof config.type === 'string') {
            const body = ofDynamicType(config.body);
            for (const [argument, text] of problems(schemaFile('eventgrid'), config.type, config.name, body)) {
                answer.bytes(1, diagnosticMessage(argument, 'Not what Azure Resource Manager takes', text));
            }
        }
    }
    return answer.end();
}

function handle(stream, headers) {
    const chunks = [];
    stream.on('error', () => stream.destroy());
    stream.on('data', chunk => chunks.push(chunk));
    stream.on('end', () => {
        const method = methods[headers[':path']];
        if (!method) {
            fail(stream, UNIMPLEMENTED, headers[':path']);
            return;
        }
        try {
            succeed(stream, method(Buffer.concat(chunks).subarray(5)));
        } catch (e) {
            fail(stream, INTERNAL, e.stack);
        }
    });
}

// gRPC puts a flag byte and the length before a message, and the outcome after it.
function succeed(stream, message) {
    const prefix = Buffer.alloc(5);
    prefix.writeUInt32BE(message.length, 1);
    stream.respond(
        { ':status': 200, 'content-type': 'application/grpc' },
        { waitForTrailers: true },
    );
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    stream.end(Buffer.concat([prefix, message]));
}

function fail(stream, status, text) {
    stream.respond(
        {
            ':status': 200,
            'content-type': 'application/grpc',
            'grpc-status': status,
            'grpc-message': encodeURIComponent(text),
        },
        { endStream: true },
    );
}

const folder = mkdtempSync(join(tmpdir(), 'schema-provider-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

function stop() {
    server.close();
    setTimeout(() => process.exit(0), 100);
}

const server = createServer();
server.on('stream', handle);
server.listen(join(folder, 'socket'), () => {
    process.stdout.write(`1|5|unix|${join(folder, 'socket')}|grpc|\n`);
});
