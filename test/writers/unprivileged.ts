/** Work by somebody who may not do everything: root may remove whatever there is. */
const NOBODY = 65_534;

/** Of this whole process, so nothing else may run in it meanwhile. */
export async function unprivileged<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return await work();
  process.seteuid?.(NOBODY);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}
