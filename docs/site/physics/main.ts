/** Part of `npm run docs`: writes `docs/reference/physics.md` and `docs/reference/check-values.md`. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkValuesPage } from './metrics.js';
import { physicsPage } from './page.js';

// This file runs from dist/docs/site/physics.
const root = fileURLToPath(new URL('../../../..', import.meta.url));
await writeFile(join(root, 'docs/reference/physics.md'), physicsPage());
await writeFile(join(root, 'docs/reference/check-values.md'), checkValuesPage());
