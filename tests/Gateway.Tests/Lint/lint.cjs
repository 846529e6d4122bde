// Holds an OpenAPI document against the rules of Redocly, Spectral and OWASP, and prints what they find as JSON.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { Spectral, Ruleset, Document } = require('@stoplight/spectral-core');
const parsers = require('@stoplight/spectral-parsers');
const redocly = require('@redocly/openapi-core');

async function lint(file) {
  const spectral = new Spectral();
  spectral.setRuleset(new Ruleset(require('./spectral.cjs'), { source: join(__dirname, 'spectral.cjs') }));
  const spectrals = await spectral.run(new Document(readFileSync(file, 'utf8'), parsers.Json, file));
  const config = await redocly.loadConfig({ configPath: join(__dirname, 'redocly.yaml') });
  const redoclys = await redocly.lint({ ref: file, config });
  return [
    ...spectrals.map((each) => ({ rule: String(each.code), at: each.path.join('/'), message: each.message })),
    ...redoclys.map((each) => ({ rule: each.ruleId, at: each.location[0]?.pointer ?? '', message: each.message })),
  ];
}

lint(process.argv[2]).then((found) => console.log(JSON.stringify(found)));
