/** Where things lie in a dataset; writers that refer to each other's files agree on these. */
import type { LayerName } from '#contracts/layers';

export function frameName(index: number): string {
  return String(index).padStart(6, '0');
}
/** Path of a native layer file, relative to the dataset's root. */
export function layerPath(sample: string, sensor: string, layer: LayerName, frame: number, extension: string): string {
  return `samples/${sample}/${sensor}/${layer}/${frameName(frame)}.${extension}`;
}
export function annotationPath(sample: string, sensor: string, frame: number): string {
  return `samples/${sample}/${sensor}/annotations/${frameName(frame)}.json`;
}
/** How a picture was repainted: of frames that were. */
export function repaintPath(sample: string, sensor: string, frame: number): string {
  return `samples/${sample}/${sensor}/repaint/${frameName(frame)}.json`;
}
/** Files of a frame that was kept apart, without their extensions. */
export function quarantinePath(sample: string, sensor: string, frame: number): string {
  return `quarantine/${sample}/${sensor}/${frameName(frame)}`;
}
