/** When the rows of a picture gather light. */
import type { Look, ShutterSlice } from '#contracts/renderer';
import type { Shutter } from '#contracts/rig';

/**
 * Slices from top to bottom. The middle row's exposure is centred on the picture's time; row y's on time + (y / height - 1/2) readout.
 * @param timeNs of the picture @param periodNs to the next one @param lookAt the scene and the camera at a time
 * @param hasBefore whether there is a picture before
 */
export function slicesOf(
  shutter: Shutter,
  height: number,
  { timeNs, periodNs, hasBefore }: { readonly timeNs: number; readonly periodNs: number; readonly hasBefore: boolean },
  lookAt: (timeNs: number) => Look,
): readonly ShutterSlice[] {
  const count = shutter.readoutS === 0 ? 1 : Math.min(shutter.slices, height);
  const samples = shutter.exposureS === 0 ? 1 : shutter.samples;
  return Array.from({ length: count }, (_, i): ShutterSlice => {
    const rows = [Math.round((i * height) / count), Math.round(((i + 1) * height) / count)] as const;
    const middle = timeNs + Math.round(((rows[0] + rows[1]) / 2 / height - 0.5) * shutter.readoutS * 1e9);
    const within = (k: number): number => middle + Math.round(((k + 0.5) / samples - 0.5) * shutter.exposureS * 1e9);
    return {
      rows,
      look: lookAt(middle),
      next: lookAt(middle + periodNs),
      ...(hasBefore ? { before: lookAt(middle - periodNs) } : {}),
      exposures: Array.from({ length: samples }, (_none, k) => lookAt(within(k))),
    };
  });
}
