/** What one look can see, and what can throw a shadow into it. */
import { type Camera, Frustum, Matrix4, type Sphere, Vector3 } from 'three';
import type { Medium } from '#contracts/frame';
import type { Vec3 } from '#core/pose';

export interface Sight {
  /** World, m. */
  readonly eye: Vec3;
  sees(ball: Sphere): boolean;
  /** Whether something outside the picture may throw a shadow into it. */
  shades(ball: Sphere): boolean;
  /** From the eye to the ball's near side, m. */
  distance(ball: Sphere): number;
}

/** Shadows reach this far around the eye, m; beyond, none is drawn. */
export const SHADOW_REACH = 75;
/** The lowest sun that throws a shadow, as the sine of its elevation. */
const LOWEST_SUN = 0.01;

export function sunThrowsShadows(medium: Medium): boolean {
  return medium.sunIlluminanceLx > 1 && medium.sunDirection[2] > LOWEST_SUN;
}

/** @param at where the camera is, world, m */
export function sightOf(camera: Camera, at: Vec3, medium: Medium): Sight {
  const frustum = new Frustum().setFromProjectionMatrix(
    new Matrix4().multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse),
  );
  const eye = new Vector3(...at);
  const shadows = sunThrowsShadows(medium);
  return {
    eye: at,
    sees: (ball) => frustum.intersectsSphere(ball),
    shades: (ball) => shadows && ball.center.distanceTo(eye) < 2.5 * SHADOW_REACH + ball.radius,
    distance: (ball) => Math.max(0, ball.center.distanceTo(eye) - ball.radius),
  };
}
