// Checks the body of an azapi resource against the ARM schema of its type. Understands the part of
// JSON Schema that the schema file uses; another keyword is an error, so that none is passed over.
import { UNKNOWN } from './values.mjs';

const ANNOTATIONS = new Set(['description', 'discriminator', 'x-name']);

/**
 * Returns what is wrong with a resource, as pairs of an argument's name and a text.
 *
 * @param schemas the content of schema/eventgrid.json
 * @param type the resource type with its API version
 * @param name the resource's name; not checked where it is not text yet
 * @param body the resource's body; unknown parts are not checked
 */
export function problems(schemas, type, name, body) {
    const known = Object.keys(schemas.resources);
    const key = known.find(each => each.toLowerCase() === type.toLowerCase());
    if (!key) {
        return [['type', `there is no schema for "${type}"; there are: ${known.join(', ')}`]];
    }
    const resource = schemas.resources[key];
    const found = [];
    const report = argument => (path, text) => found.push([argument, `${path || 'body'}: ${text}`]);
    if (body !== null && body !== undefined) {
        new Check(schemas.$defs, report('body')).value(resource, body, '');
    }
    if (typeof name === 'string' && resource['x-name']) {
        new Check(schemas.$defs, report('name')).value(resource['x-name'], name, 'name');
    }
    return found;
}

class Check {
    constructor(definitions, report) {
        this.definitions = definitions;
        this.report = report;
    }

    value(schema, value, path) {
        if (value === UNKNOWN || value === null) {
            return;
        }
        if (schema.$ref) {
            this.value(this.definitions[schema.$ref.replace('#/$defs/', '')], value, path);
            return;
        }
        if (schema.type && typeOf(value, schema.type) !== schema.type) {
            this.report(path, `must be ${schema.type}, is ${JSON.stringify(value)}`);
            return;
        }
        for (const [keyword, rule] of Object.entries(schema)) {
            this.keyword(keyword, rule, value, path, schema);
        }
    }

    keyword(keyword, rule, value, path, schema) {
        const refuse = text => this.report(path, text);
        switch (keyword) {
            case 'type': break;
            case 'enum': rule.includes(value) || refuse(`must be one of ${rule.join(', ')}, is ${value}`); break;
            case 'const': rule === value || refuse(`must be ${rule}, is ${value}`); break;
            case 'minimum': value >= rule || refuse(`must be at least ${rule}, is ${value}`); break;
            case 'maximum': value <= rule || refuse(`must be at most ${rule}, is ${value}`); break;
            case 'minLength': value.length >= rule || refuse(`must have at least ${rule} characters`); break;
            case 'maxLength': value.length <= rule || refuse(`must have at most ${rule} characters`); break;
            case 'pattern': new RegExp(rule).test(value) || refuse(`must match ${rule}`); break;
            case 'minItems': value.length >= rule || refuse(`must have at least ${rule} items`); break;
            case 'maxItems': value.length <= rule || refuse(`must have at most ${rule} items`); break;
            case 'items': value.forEach((item, i) => this.value(rule, item, `${path}[${i}]`)); break;
            case 'required': this.required(rule, value, path, schema); break;
            case 'properties': this.properties(rule, value, path); break;
            case 'additionalProperties': this.others(rule, value, path, schema); break;
            case 'oneOf': this.oneOf(rule, value, path, schema); break;
            default:
                if (!ANNOTATIONS.has(keyword)) {
                    throw new Error(`the schema uses ${keyword}, which this check does not know`);
                }
        }
    }

    required(names, value, path, schema) {
        for (const name of names) {
            const missing = value[name] === undefined || value[name] === null;
            if (missing && name !== schema.discriminator?.propertyName) {
                this.report(path, `${name} is missing`);
            }
        }
    }

    properties(schemas, value, path) {
        for (const [name, schema] of Object.entries(schemas)) {
            if (value[name] !== undefined) {
                this.value(schema, value[name], path ? `${path}.${name}` : name);
            }
        }
    }

    others(rule, value, path, schema) {
        const own = schema.properties ?? {};
        for (const [name, each] of Object.entries(value)) {
            if (Object.hasOwn(own, name)) {
                continue;
            }
            if (rule === false) {
                const there = Object.keys(own).join(', ');
                this.report(path, `has no property ${name}; there are: ${there}`);
            } else {
                this.value(rule, each, `${path}.${name}`);
            }
        }
    }

    oneOf(choices, value, path, schema) {
        const property = schema.discriminator.propertyName;
        if (value[property] === UNKNOWN) {
            return;
        }
        const chosen = choices.find(each => each.properties[property].const === value[property]);
        if (chosen) {
            this.value(chosen, value, path);
        } else {
            const allowed = choices.map(each => each.properties[property].const).join(', ');
            this.report(path, `${property} must be one of ${allowed}, is ${value[property]}`);
        }
    }
}

function typeOf(value, wanted) {
    if (Array.isArray(value)) return 'array';
    if (typeof value === 'number') {
        return wanted === 'integer' && Number.isInteger(value) ? 'integer' : 'number';
    }
    return typeof value;
}
