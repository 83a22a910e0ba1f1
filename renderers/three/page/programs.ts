/** Shader programs outlive the scenes they were made for. */
import type { WebGLProgram, WebGLRenderer } from 'three';

/**
 * three.js ends a program with the last material that wears it, so each new scene would translate and link the same shaders again: a
 * fifth of the time that a data set of one picture a scene takes. @returns keeps whatever programs there are now; their varieties are few
 */
export function createProgramKeeper(renderer: WebGLRenderer): () => void {
  const kept = new WeakSet<WebGLProgram>();
  return () => {
    for (const program of renderer.info.programs ?? []) {
      if (kept.has(program)) continue;
      program.usedTimes++;
      kept.add(program);
    }
  };
}
