/** An imported body as one piece of bytes, and back: what travels to the page. */
import type { ImportedBody } from '#contracts/imported';

/**
 * Little-endian: the length of a JSON text in ASCII, the text, then arrays from multiples of 8 on. In the text an array of numbers of fixed width
 * stands as `{"array": type, "at": offset behind the text, "length": numbers}`.
 */
const TYPES = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, f32: Float32Array, f64: Float64Array } as const;
type TypeName = keyof typeof TYPES;
interface Reference {
  readonly array: TypeName;
  readonly at: number;
  readonly length: number;
}
type Numbers = InstanceType<(typeof TYPES)[TypeName]>;

export function packBody(body: ImportedBody): Uint8Array<ArrayBuffer> {
  const arrays: { readonly numbers: Numbers; readonly at: number }[] = [];
  const places = new Map<Numbers, Reference>();
  let total = 0;
  const placed = (numbers: Numbers): Reference => {
    const known = places.get(numbers);
    if (known !== undefined) return known;
    const made = { array: typeOf(numbers), at: total, length: numbers.length };
    arrays.push({ numbers, at: total });
    places.set(numbers, made);
    total += 8 * Math.max(1, Math.ceil(numbers.byteLength / 8));
    return made;
  };
  const text = asciiOf(
    JSON.stringify(body, (_key, value: unknown) => (ArrayBuffer.isView(value) ? placed(value as Numbers) : value)),
  );
  const start = 8 * Math.ceil((4 + text.length) / 8);
  const out = new Uint8Array(start + total);
  new DataView(out.buffer).setUint32(0, text.length, true);
  for (let i = 0; i < text.length; i++) out[4 + i] = text.charCodeAt(i);
  for (const { numbers, at } of arrays)
    out.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), start + at);
  return out;
}

/** @param bytes of `packBody`, from the start of their buffer; the body's arrays are views of it */
export function unpackBody({ buffer, byteOffset }: Uint8Array<ArrayBuffer>): ImportedBody {
  const length = new DataView(buffer, byteOffset).getUint32(0, true);
  const start = byteOffset + 8 * Math.ceil((4 + length) / 8);
  const made = new Map<number, Numbers>();
  return JSON.parse(textOf(new Uint8Array(buffer, byteOffset + 4, length)), (_key, value: unknown) => {
    if (!isReference(value)) return value;
    const numbers = made.get(value.at) ?? new TYPES[value.array](buffer, start + value.at, value.length);
    made.set(value.at, numbers);
    return numbers;
  }) as ImportedBody;
}

/** One byte a character: what isn't ASCII, JSON can escape. */
function asciiOf(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function textOf(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let i = 0; i < bytes.length; i += 8192) pieces.push(String.fromCharCode(...bytes.subarray(i, i + 8192)));
  return pieces.join('');
}

function typeOf(numbers: Numbers): TypeName {
  const found = (Object.keys(TYPES) as TypeName[]).find((name) => numbers.constructor === TYPES[name]);
  if (found === undefined) throw new TypeError(`an array of ${numbers.constructor.name} has no place in a body`);
  return found;
}

function isReference(value: unknown): value is Reference {
  return typeof value === 'object' && value !== null && 'array' in value && 'at' in value && 'length' in value;
}
