/** Other people's scenario formats: ASAM OpenSCENARIO XML 1.3 and OpenDRIVE 1.7 out, OpenSCENARIO XML in. Texts in, texts out. */
export {
  type CatalogueFolder,
  filesNamedIn,
  type ImportOptions,
  type ImportResult,
  importOpenScenario,
  type LeftOut,
} from './import/index.js';
export { exportOpenDrive, type OpenDriveOptions } from './opendrive/index.js';
export {
  type ExportNote,
  exportOpenScenario,
  type OpenScenarioExport,
  type OpenScenarioOptions,
} from './openscenario/index.js';
