/** The bodies of a run: the built-in ones, and those of every manifest that its scenarios name. */
import { readFile } from 'node:fs/promises';
import { bodyAssets, withImported } from '#assets/index';
import type { ImportedBody } from '#contracts/imported';
import type { DatasetPlan } from '#contracts/job';
import type { Bodies } from '#contracts/model';
import type { TextPlace } from '#contracts/own-asset';
import { type Diagnostic, EXIT, NearmissError, usageError } from '#core/errors';
import { canonicalJson } from '#core/hash';
import { manifestNamedIn } from '#scenario/index';
import { beside, diagnosticOf, type LoadedManifest, loadManifest } from './manifest.js';

export interface Library {
  readonly bodies: Bodies;
  readonly manifests: readonly LoadedManifest[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface ManifestReader {
  /** Of the manifest that the scenario at `file` names, and of `more`. Each is read once. @param text of the scenario, where it isn't as on the disk */
  of(file: string, more?: string, text?: string): Promise<Library>;
}

export function manifestReader(): ManifestReader {
  const known = new Map<string, Promise<LoadedManifest | undefined>>();
  const load = (path: string): Promise<LoadedManifest | undefined> => {
    const loading =
      known.get(path) ??
      readFile(path, 'utf8').then(
        (text) => loadManifest(path, text),
        () => undefined,
      );
    known.set(path, loading);
    return loading;
  };
  return {
    async of(file, more, text) {
      // What can't be read is told by who reads the scenario itself.
      const named = manifestNamedIn(text ?? (await readFile(file, 'utf8').catch(() => '')));
      const own = named && { path: beside(file, named.file), at: named.at };
      const wanted = [...(own === undefined ? [] : [own]), ...(more === undefined ? [] : [{ path: more, at: undefined }])];
      const manifests: LoadedManifest[] = [];
      const missing: Diagnostic[] = [];
      for (const { path, at } of wanted) {
        const loaded = await load(path);
        if (loaded !== undefined) manifests.push(loaded);
        else missing.push(noManifest(file, path, at));
      }
      const library = libraryOf(manifests);
      return {
        ...library,
        diagnostics: [...missing, ...manifests.flatMap(({ diagnostics }) => diagnostics), ...library.diagnostics],
      };
    },
  };
}

/** @throws NearmissError NM2028 (exit 2) for one that the command line names */
function noManifest(file: string, path: string, at: TextPlace | undefined): Diagnostic {
  if (at === undefined) throw usageError('NM2028', `there is no file ${path}`, '--assets names a manifest of model files');
  const hint = 'the path is taken from the scenario on';
  return { file, ...at, code: 'NM2028', message: `there is no file ${path}`, hint, severity: 'error' };
}

/** Diagnostics are of manifests against each other alone. */
export function libraryOf(all: readonly LoadedManifest[]): Library {
  const manifests = [...new Map(all.map((manifest) => [manifest.planned.path, manifest])).values()];
  const first = new Map<string, { readonly body: ImportedBody; readonly path: string }>();
  const diagnostics: Diagnostic[] = [];
  for (const { imported, planned, places } of manifests) {
    for (const body of imported) {
      const other = first.get(body.name);
      if (other === undefined) first.set(body.name, { body, path: planned.path });
      else if (canonicalJson(factsOf(other.body)) !== canonicalJson(factsOf(body)))
        diagnostics.push(
          diagnosticOf(planned.path, {
            code: 'NM2027',
            at: places.get(body.name) as TextPlace,
            message: `${other.path} has another "${body.name}"`,
            hint: 'give one of them another name',
            severity: 'error',
          }),
        );
    }
  }
  return {
    bodies: withImported(
      bodyAssets,
      [...first.values()].map(({ body }) => body),
    ),
    manifests,
    diagnostics,
  };
}

/** What decides whether two bodies are one. */
function factsOf({ name, class: own, about, sha256, mover, box, bodyFromScene, gaits, keypoints }: ImportedBody) {
  const steps = gaits.map(({ name: gait, strideM, fromSpeed }) => ({ gait, strideM, fromSpeed }));
  return { name, own, about, sha256, mover, box, bodyFromScene, steps, keypoints } as const;
}

/**
 * The bodies of a plan, from the files that it names.
 * @throws NearmissError (exit 2) NM2000 with what is wrong with them, NM7105 where a model is another than was planned
 */
export async function bodiesOfPlan({ assets = [] }: Pick<DatasetPlan, 'assets'>): Promise<Bodies> {
  const manifests: LoadedManifest[] = [];
  for (const { path, text, bodies } of assets) {
    const loaded = await loadManifest(path, text, new Map(bodies.map((body) => [body.id, body.path])));
    const errors = loaded.diagnostics.filter(({ severity }) => severity === 'error');
    if (errors.length > 0)
      throw new NearmissError('NM2000', `${path} can't be read as it was planned`, {
        exitCode: EXIT.usage,
        diagnostics: errors,
      });
    for (const { id, path: file, sha256 } of bodies)
      if (loaded.planned.bodies.find((body) => body.id === id)?.sha256 !== sha256)
        throw usageError('NM7105', `${file} is not the model that the dataset was planned with`, `its SHA-256 was ${sha256}`);
    manifests.push(loaded);
  }
  return libraryOf(manifests).bodies;
}
