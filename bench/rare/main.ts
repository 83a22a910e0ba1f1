/**
 * The rare-event estimators against problems of known probability, over many seeds; prints Markdown.
 * `node dist/bench/rare/main.js [seeds] [part of a table's name]`
 */
import { figuresOf, tableHead, tableRow } from './figures.js';
import { TABLES } from './tables.js';

const [seedsText = '200', only = ''] = process.argv.slice(2);
const seeds = Number(seedsText);

for (const table of TABLES.filter(({ name }) => name.includes(only))) {
  console.log(`\n### ${table.name} (${Math.min(seeds, table.mostSeeds)} seeds)\n`);
  console.log(tableHead());
  for (const problem of table.problems) {
    console.log(
      tableRow(await figuresOf(problem, Math.min(seeds, table.mostSeeds), (stream) => table.estimate(problem, stream))),
    );
  }
}
