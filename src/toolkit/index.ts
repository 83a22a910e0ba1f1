/** nearmiss as a library. */

export type { ChosenDraws, DatasetPlan, Manifest, SampleSummary } from '#contracts/job';
export { LAYER_NAMES } from '#contracts/layers';
export { PROMPTS } from '#contracts/repaint';
export type { Run, Verdict } from '#contracts/run';
export type { ConcreteScenario } from '#contracts/scenario';
export { EXIT, formatDiagnostic, NearmissError } from '#core/errors';
export type { GenerateEvent, GenerateResult } from '#farm/index';
export type { UtilityEvent, UtilityReport } from '#qa/utility/index';
export { DEFAULTS, tableOf, WEIGHTINGS } from '#qa/utility/index';
export { annotations, textSummary } from '#reports/index';
export { assetsJsonSchema, scenarioJsonSchema } from '#scenario/index';
export { metricName, metricText } from '#validate/criticality/told';
export { type AuditOptions, type AuditReport, auditDataset } from './audit.js';
export { shippedRigs } from './catalogs.js';
export { readOpenScenario, writeOpenScenario } from './convert.js';
export { type CounterfactualOptions, type CounterfactualReport, counterfactual } from './counterfactual/index.js';
export { type Change as ScenarioChange, diffScenarios } from './diff/index.js';
export {
  CHANNELS,
  finetunePass,
  makeStyles,
  measurePass,
  PASS_MODEL,
  type PassReport,
  SEGMENTER,
  STYLES_FILE,
  steadinessOf,
  trainGate,
  trainPass,
} from './diffusion/index.js';
export { type DoctorReport, doctor } from './doctor.js';
export { needEmpty } from './empty-folder.js';
export { allCodes, type Explanation, explainCode } from './explain/index.js';
export { type ExportOptions, type ExportReport, exportDataset } from './export.js';
export { formatFiles, formatText } from './format/index.js';
export {
  type GenerateOptions,
  generateDataset,
  generateDatasetPart,
  type PlanOptions,
  planDataset,
  workersFor,
} from './generate.js';
export { type InspectOptions, inspectDataset } from './inspect/index.js';
export { readManifest } from './manifest.js';
export { FAMILIES, familyOf, newScenario, writeNewScenario } from './new/index.js';
export { coverDomain, type DomainReport, domainsOf, type InfeasibleCells } from './odd/index.js';
export { leastRuns, optimiseRoute, type RouteReport } from './optimise/index.js';
export { needFree, writeRoute } from './optimise/write.js';
export { bodiesOfPlan } from './own-assets/library.js';
export { packSummaries, withPacks, writePack } from './packs.js';
export { portsOf } from './ports.js';
export { openPreview, type Preview, type PreviewOptions } from './preview/index.js';
export { type CoverReport, coverScenario } from './rare/cover.js';
export { type EstimateRequest, estimateEvent, type ScenarioEstimate } from './rare/estimate.js';
export { readEvent } from './rare/event.js';
export { readEventScenario } from './rare/request.js';
export { type SearchReport, searchEvent, writeFailures } from './rare/search.js';
export { referencePages, schemaText } from './reference/index.js';
export { type DiffuseOptions, type DiffuseResult, diffuseDataset } from './repaint/diffuse/index.js';
export { definitionOf, renderers, writers } from './rooms.js';
export {
  type CheckedFile,
  checkScenarios,
  type Drawn,
  drawConcrete,
  type LoadedScenario,
  readScenario,
  simulateConcrete,
} from './scenarios.js';
export { type ServeEvent, type ServeOptions, type ServeReport, serveScenario } from './serve/index.js';
export { type DatasetStatistics, statisticsOfDatasets, statisticsTable } from './statistics.js';
export { canonicalStore, needFolder, storeAt, within, workFolder } from './stores.js';
export {
  type CompareOptions,
  classMapOf,
  compareTraining,
  ENGINES,
  openRows,
  PROVIDERS,
  type RowRequest,
  SEGMENTATION_BLOCK,
  type SourceRequest,
} from './utility.js';
export { openValidation, readReport, writeValidation } from './validate/files.js';
export { BUILT_IN, readSystem, validate } from './validate/index.js';
export { replayCase } from './validate/replay.js';
export { type Finding, type VerifyOptions, type VerifyReport, verifyDataset } from './verify/index.js';
export { type OrderPlace, verifiedOrder } from './verify-order.js';
export { nearmissVersion, versions } from './versions.js';
