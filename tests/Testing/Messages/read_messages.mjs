// parse DOCUMENT: what AsyncAPI's parser objects to. examples DOCUMENT: what its own schemas do not allow in its examples.
// validate DOCUMENT MESSAGES: what they do not allow in captured messages.
import { readFileSync } from 'node:fs';
import parser from '@asyncapi/parser';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import yaml from 'js-yaml';

const [what, file, captured] = process.argv.slice(2);
const text = readFileSync(file, 'utf8');
const described = yaml.load(text, { schema: yaml.JSON_SCHEMA });

// What a schema of the document says of a value. Members that it does not name are errors here, although receivers ignore them; but not
// headers, of which there may be others.
function checks(document) {
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    if (schema.properties && name !== 'Headers') {
      schema.additionalProperties = false;
    }
  }
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema({ components: document.components }, 'asyncapi');
  return (pointer, value) => {
    const valid = ajv.getSchema(`asyncapi#/components/${pointer}`);
    return valid(value) ? [] : valid.errors.map(error => `${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`);
  };
}

async function parse() {
  // A rule is switched off here, with a line of why.
  const { document, diagnostics } = await new parser.Parser().parse(text);
  const found = diagnostics
    .filter(each => each.severity <= 1)
    .map(each => ({ severity: each.severity === 0 ? 'error' : 'warning', code: `${each.code}`, where: each.path.join('/'), message: each.message }));
  if (!document && found.length === 0) {
    found.push({ severity: 'error', code: 'no-document', where: '', message: 'The parser made no document of it.' });
  }
  return found;
}

// The parser does not hold examples of AsyncAPI 3 against their schemas.
function examples() {
  const check = checks(described);
  return Object.entries(described.components.messages).flatMap(([name, message]) =>
    message.examples.flatMap(example => check(`messages/${name}/payload`, example.payload).map(each => `${name}: ${each}`)));
}

function validate() {
  const check = checks(described);
  const names = new Map(Object.values(described.channels).filter(channel => channel.address?.includes(':'))
    .map(channel => [channel.address, Object.keys(channel.messages)[0]]));
  return JSON.parse(readFileSync(captured, 'utf8')).flatMap(message => {
    const name = names.get(message.exchange);
    if (!name) {
      return [`${message.exchange}: no channel`];
    }
    const contentType = described.components.messages[name].contentType;
    return [
      ...(message.contentType === contentType ? [] : [`/ is ${message.contentType}`]),
      ...check(`messages/${name}/payload`, message.body),
      ...check('schemas/Headers', message.headers).map(each => `AMQP header ${each}`),
    ].map(each => `${name}: ${each}`);
  });
}

console.log(JSON.stringify(await { parse, examples, validate }[what]()));
