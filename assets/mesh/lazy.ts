/** Models whose shapes are built when somebody looks: most bodies of a street are only ever seen from one distance. */
import type { Model } from '#contracts/model';

/**
 * @param make called once, when parts or pose are asked for
 * @param farther the next coarser shape, made when asked for
 * @param rough what stands in for it in a sketch, made when asked for
 */
export function lazyModel(
  head: Pick<Model, 'keypoints' | 'skeleton' | 'headlamps'>,
  make: () => Pick<Model, 'parts' | 'pose'>,
  farther?: { readonly from: number; readonly model: () => Model },
  rough?: () => Model,
): Model {
  const body = once(make);
  const far = farther === undefined ? undefined : lazyFar(farther.from, once(farther.model));
  return {
    ...head,
    get parts() {
      return body().parts;
    },
    pose: (articulation) => body().pose(articulation),
    ...(far === undefined ? {} : { far }),
    ...(rough === undefined ? {} : { rough: lazily(once(rough)) }),
  };
}

function lazyFar(from: number, model: () => Model): NonNullable<Model['far']> {
  return {
    from,
    get model() {
      return model();
    },
  };
}

function lazily(model: () => Model): { readonly model: Model } {
  return {
    get model() {
      return model();
    },
  };
}

/** Makes it when first asked for, and never again. */
export function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
