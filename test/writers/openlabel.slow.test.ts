/** OpenLABEL against ASAM's own JSON schema. Skipped, saying so, where nobody has put it: it may not be handed on with this project. */
import { readFile } from 'node:fs/promises';
import Ajv from 'ajv';
import { describe, expect, test } from 'vitest';
import { openlabel } from '../../src/writers/openlabel/index.js';
import { madeText, writeMade } from './made-sample.js';

const schemaPath = process.env.NEARMISS_OPENLABEL_SCHEMA;
if (schemaPath === undefined) {
  console.warn(
    "OpenLABEL's schema not asked: set NEARMISS_OPENLABEL_SCHEMA to ASAM's openlabel_json_schema.json, version 1.0.0",
  );
}

describe.skipIf(schemaPath === undefined)("ASAM's schema", () => {
  test('finds nothing, and finds a box of three numbers', async () => {
    const schema = JSON.parse(await readFile(schemaPath as string, 'utf8')) as object;
    const validate = new Ajv.default({ allErrors: true, strict: false }).compile(schema);
    const text = madeText(await writeMade(openlabel), 'openlabel/000001/openlabel.json');
    validate(JSON.parse(text));
    expect(validate.errors ?? []).toEqual([]);
    expect(validate(JSON.parse(text.replaceAll('"val":[3.5,2,3,2]', '"val":[3.5,2,3]')))).toBe(false);
  });
});
