/** Shipped streets, half of them unless asked for all: see scenario-suite.ts. */
import { bothRenderers } from './both-renderers.js';
import { scenarioSuite } from './scenario-suite.js';
import { isThorough, shippedScenarios } from './shipped.js';

scenarioSuite(
  bothRenderers(),
  shippedScenarios.filter(
    (path) => path.includes('/street/') && (isThorough || /high-street|suburb|signals|works-road|cyclists-ahead/.test(path)),
  ),
);
