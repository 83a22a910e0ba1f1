/** MCAP: one file a sample, Foxglove's messages in protobuf, for Foxglove, Lichtblick, Rerun and the mcap libraries. */
import type { Writer } from '#contracts/writer';
import { openSample } from './sample.js';

export const mcap: Writer = {
  name: 'mcap',
  about: "mcap/<sample>.mcap: pictures, points, transforms, boxes and events as Foxglove's protobuf messages",
  open: openSample,
  merge: async () => {},
};
