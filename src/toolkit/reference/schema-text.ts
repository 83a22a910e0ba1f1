/** A JSON Schema as its file: a line for each property and definition, so that changes can be read and the rest stays small. */
export function schemaText(schema: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(schema).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${isSpread(key) ? spread(value) : JSON.stringify(value)}`,
  );
  return `{\n${entries.join(',\n')}\n}\n`;
}

function isSpread(key: string): boolean {
  return key === 'properties' || key === 'definitions';
}

function spread(value: unknown): string {
  const lines = Object.entries(value as object).map(([key, each]) => `    ${JSON.stringify(key)}: ${JSON.stringify(each)}`);
  return `{\n${lines.join(',\n')}\n  }`;
}
