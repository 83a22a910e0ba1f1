/** From bytes to a glTF document, after everything that can't be read has been refused. */
import { type Document, type GLTF, Logger, NodeIO } from '@gltf-transform/core';
import type { TextPlace } from '#contracts/own-asset';
import type { Problems } from './problems.js';

const MAGIC = 0x46546c67;
/** Extensions that may be required: normalised integers are read as what they stand for. */
const READ = ['KHR_mesh_quantization'];
/** Extensions that change nothing but how a surface shines or how data was packed beside a plain copy. */
const HARMLESS = /^(KHR_materials_|KHR_lights_|KHR_xmp|EXT_mesh_gpu_instancing$|KHR_mesh_quantization$)/;
const PACKED = /draco|meshopt/i;

/** @param at where the manifest names the file */
export async function openGlb(bytes: Uint8Array, at: TextPlace, problems: Problems): Promise<Document> {
  checkHeader(bytes, at, problems);
  const io = new NodeIO().setLogger(new Logger(Logger.Verbosity.SILENT));
  checkContents(await attempt(async () => jsonOf(bytes), at, problems), at, problems);
  const file = await attempt(() => io.binaryToJSON(bytes), at, problems);
  const required = (file.json.extensionsRequired ?? []).filter((name) => !READ.includes(name));
  return await attempt(() => io.readJSON({ ...file, json: { ...file.json, extensionsRequired: required } }), at, problems);
}

/** glTF 2.0, 4.4.2: magic, version, length. */
function checkHeader(bytes: Uint8Array, at: TextPlace, problems: Problems): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 20 || view.getUint32(0, true) !== MAGIC)
    problems.stop('NM2102', at, 'this is not a binary glTF (.glb)', 'export as "glTF Binary", everything in one file');
  const version = view.getUint32(4, true);
  if (version !== 2) problems.stop('NM2103', at, `the file is of glTF version ${version}`, 'export as glTF 2.0');
  const length = view.getUint32(8, true);
  if (length > bytes.length)
    problems.stop(
      'NM2120',
      at,
      `the file says it has ${length} bytes, and has ${bytes.length}`,
      'it was cut off: copy it again',
    );
}

/** The first chunk (glTF 2.0, 4.4.3). */
function jsonOf(bytes: Uint8Array): GLTF.IGLTF {
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(12, true);
  return JSON.parse(new TextDecoder().decode(bytes.subarray(20, 20 + length))) as GLTF.IGLTF;
}

function checkContents(json: GLTF.IGLTF, at: TextPlace, problems: Problems): void {
  const foreign = (json.extensionsRequired ?? []).filter((name) => !READ.includes(name));
  const packed = foreign.find((name) => PACKED.test(name));
  if (packed !== undefined) problems.stop('NM2104', at, `the file is compressed (${packed})`, 'export without compression');
  if (foreign.length > 0)
    problems.stop('NM2104', at, `the file can't be read without ${foreign.join(', ')}`, 'export without that extension');
  const outside = [...(json.buffers ?? []), ...(json.images ?? [])].find(
    ({ uri }) => uri !== undefined && !uri.startsWith('data:'),
  );
  if (outside !== undefined)
    problems.stop(
      'NM2102',
      at,
      `the file refers to ${outside.uri}, outside itself`,
      'export as "glTF Binary", everything in one file',
    );
  const ignored = (json.extensionsUsed ?? []).filter((name) => !HARMLESS.test(name));
  if (ignored.length > 0) problems.warn('NM2119', at, `not read: ${ignored.join(', ')}`);
}

async function attempt<T>(read: () => Promise<T>, at: TextPlace, problems: Problems): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return problems.stop('NM2120', at, `the file is no sound glTF: ${reason.split('\n')[0]}`);
  }
}
