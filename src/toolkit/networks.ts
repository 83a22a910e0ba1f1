/** What runs networks on this machine. */
import { type ChosenEngine, type EngineOptions, openEngine } from '#nn/engines/choose';

/** Which engine, on what, why that one, and why not the others. */
export type NetworkReport = Pick<ChosenEngine, 'name' | 'on' | 'why' | 'others'> & { readonly about: string };

/** Networks are an extra: without an engine `generate` works all the same, so that this is no problem. */
export async function lookAtNetworks(options: EngineOptions = {}): Promise<NetworkReport | undefined> {
  try {
    const { name, on, why, others, engine } = await openEngine(options);
    return { name, on, about: engine.about, why, others };
  } catch {
    return undefined;
  }
}
