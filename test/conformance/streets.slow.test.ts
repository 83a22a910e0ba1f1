/** Shipped streets: see scenario-suite.ts. */
import { bothRenderers } from './both-renderers.js';
import { scenarioSuite } from './scenario-suite.js';
import { shippedScenarios } from './shipped.js';

scenarioSuite(
  bothRenderers(),
  shippedScenarios.filter((path) => path.includes('/street/')),
);
