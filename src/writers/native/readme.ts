/** The dataset explains itself. */
import { LAYERS } from '#contracts/layers';
import type { DatasetDefinition } from '#contracts/writer';
import { LAYER_FILES } from './layers.js';

/** {semantic id: class id}. */
export function classTable(definition: DatasetDefinition): Readonly<Record<string, string>> {
  return Object.fromEntries(definition.ontology.classes.map((entry) => [String(entry.index), entry.id]));
}

const REPAINTED = `| \`samples/<sample>/<sensor>/repaint/<frame>.json\` | by what the diffusion pass repainted the frame, how strongly, and whether each label held |
| \`quarantine/\` | also frames whose labels do not hold in their repainted picture (\`ND01\`, \`ND02\`) |
`;

export function nativeReadme(definition: DatasetDefinition): string {
  const layers = definition.layers.map((layer) => {
    const file = LAYER_FILES[layer];
    return `| \`${layer}/<frame>.${file.extension}\` | ${file.about} | ${LAYERS[layer].about} |`;
  });
  return `# ${definition.title}

Made by nearmiss. \`manifest.json\` says from what (scenarios, seed, versions, renderer) and holds a hash of every file;
\`nearmiss verify\` runs it again and compares. \`nearmiss inspect\` draws it as one page.

## Files

| file | what |
|---|---|
| \`classes.json\` | {semantic id: class} |
| \`ontology.json\` | classes with their COCO, Cityscapes, KITTI and nuScenes names, keypoint names and skeletons |
| \`manifest.json\` | plan, versions, samples, hashes; written last: where it is missing the dataset isn't finished |
| \`samples/<sample>/scenario.json\` | the concrete scenario: every parameter drawn, SI units |
| \`samples/<sample>/scene.json\` | place and bodies, with their instance ids |
| \`samples/<sample>/instants.json\` | when which sensor measured |
| \`samples/<sample>/trace.json\` | where every body was, and what happened |
| \`samples/<sample>/verdict.json\` | pass or fail, criterion by criterion |
| \`samples/<sample>/<sensor>/annotations/<frame>.json\` | labels and calibration of a frame |
${definition.repainted === true ? REPAINTED : ''}| \`samples/<sample>/<sensor>/<kind>/<index>.npz\`, \`.json\` | what a lidar, radar or event camera measured: columns as \`numpy.load\` reads them; pose, times and all bodies beside |
| \`samples/<sample>/<sensor>/values.jsonl\` | what an imu, gnss or the like measured, a line each |
| \`quarantine/<sample>/<sensor>/<frame>.json\` | frames whose labels contradict each other, if any: why, a picture, and all layers; no other file has them |
${definition.writers.includes('coco') ? '| `coco/instances.json`, `coco/panoptic.json`, `coco/panoptic/` | the same labels for COCO readers; `file_name` is relative to this folder |\n' : ''}
Below \`samples/<sample>/<sensor>/\`:

| layer | format | content |
|---|---|---|
${layers.join('\n')}

## Conventions

World: x forward along the road, y left, z up (ISO 8855). Camera: x right, y down, z forward (OpenCV); the centre of the first
pixel is at (0.5, 0.5). A view's intrinsics without \`lens\` are a pinhole's; with it OpenCV's distortion coefficients (\`fisheye\` as its module
of that name), and pictures, layers and labels are all distorted alike. Metres, seconds, radians; times in integer nanoseconds. Quaternions x, y, z, w. \`aFromB\` maps
coordinates in b to coordinates in a. Boxes are x, y (top left corner), width, height in pixels, measured at pixel edges.
\`contrast.detectable: false\` marks an object that fog or night has hidden although it covers pixels; COCO files carry it as
\`iscrowd: 1\`, which evaluators leave out of the score.
`;
}
