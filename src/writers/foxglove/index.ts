/** Foxglove's messages of a run, in protobuf: what an MCAP file holds, and what a live stream sends. */
export type { EncodedPicture } from './camera.js';
export { type Channel, channelsOf } from './channels.js';
export { type CameraLook, type Entries, type Entry, entriesOf, type SensorLook } from './entries.js';
export { type Carried, carriedBy } from './frames.js';
