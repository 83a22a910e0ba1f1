/** The formats a dataset can be written in, and where it can be put. */
import type { Writer } from '#contracts/writer';
import { coco } from './coco/index.js';
import { kitti, kittiOdometry, kittiTracking } from './kitti/index.js';
import { mcap } from './mcap/index.js';
import { native } from './native/index.js';
import { nuscenes } from './nuscenes/index.js';
import { openlabel } from './openlabel/index.js';
import { osi } from './osi/index.js';
import { parquet } from './parquet/index.js';
import { pcd, ply } from './pointcloud/index.js';
import { webdataset } from './webdataset/index.js';
import { yolo, yoloPose, yoloSeg } from './yolo/index.js';

export { EPOCH_S } from './epoch.js';
export {
  type CameraLook,
  type Channel,
  carriedBy,
  channelsOf,
  type EncodedPicture,
  type Entries,
  type Entry,
  entriesOf,
} from './foxglove/index.js';
export { pictureJpeg, picturePng } from './images/picture.js';
export { encodePng } from './images/png.js';
export { encodeFloatTiff } from './images/tiff.js';
export { LAYER_FILES } from './native/layers.js';
export { type ObservedSample, readTable, readValues, TABLE_KINDS } from './native/read/observation.js';
export { type FrameAddress, type NativeRecord, type NativeSample, readFrame, readSample } from './native/read/sample.js';
export { putRepaint } from './native/repaint.js';
export { annotationPath, frameName, layerPath, quarantinePath, repaintPath } from './paths.js';
export { quarantineFrame } from './quarantine.js';
export { folderStore } from './sink/fs.js';
export { type MemoryStore, memoryStore } from './sink/memory.js';
export { WORK_FOLDER } from './sink/path.js';
export { formatS3, parseS3, type S3Place, type S3StoreOptions, s3Store } from './sink/s3/index.js';

export const writers: readonly Writer[] = [
  native,
  coco,
  nuscenes,
  kitti,
  kittiTracking,
  kittiOdometry,
  pcd,
  ply,
  openlabel,
  mcap,
  osi,
  parquet,
  webdataset,
  yolo,
  yoloSeg,
  yoloPose,
];
