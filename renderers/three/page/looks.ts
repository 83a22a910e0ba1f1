/** Which of its two materials a mesh wears: for a picture, or for a face that is drawn for a lens. */
import type { InstancedMesh, Material, Mesh, Object3D } from 'three';

export interface Looks {
  readonly plain: Material;
  readonly lensed: () => Material;
}

export function setLooks(mesh: Mesh | InstancedMesh, looks: Looks): void {
  mesh.userData.looks = looks;
}

export function wear(scene: Object3D, which: keyof Looks): void {
  scene.traverse((object) => {
    const looks: Looks | undefined = object.userData.looks;
    if (looks !== undefined) (object as Mesh).material = which === 'plain' ? looks.plain : looks.lensed();
  });
}
