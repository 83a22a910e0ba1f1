/** Labels of one frame, what may not contradict itself in them, and the classes there are. */
export { auditFrame, invariants, openAudit } from './audit/index.js';
export { labelFrame } from './label-frame.js';
export { contrastOf, HALF_LIGHT_LX, illuminanceAt } from './light.js';
export { ontology, semanticIds } from './ontology.js';
