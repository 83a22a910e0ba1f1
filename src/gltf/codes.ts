/** What can be wrong with a model file: stable codes and what to do. docs/reference/errors.md is made of this. */
export const gltfCodes = {
  NM2101: 'The model file of an asset is not there, or larger than 512 MB.',
  NM2102: 'The model is not a binary glTF (.glb). Export as "glTF Binary"; a .gltf with files beside it is not read.',
  NM2103: 'The model is of another glTF version than 2.',
  NM2104:
    'The model needs a glTF extension that nearmiss does not read, most often Draco or meshopt compression. Export again without it; `gltf-transform copy in.glb out.glb` undoes both.',
  NM2105: 'The model shows no triangles.',
  NM2106:
    'The model has too many triangles: above 50,000 it is drawn slowly (a warning), above 500,000 it is refused. `gltf-transform simplify` or the modelling tool make fewer.',
  NM2107: 'The model has numbers that are none (NaN, infinite), or refers to vertices or joints that it lacks.',
  NM2108: 'Triangles of the model have no area: some are left out (a warning); where all are, there is nothing to draw.',
  NM2109: 'The manifest names a node, material, clip or joint that the model does not have; the message names the nearest one.',
  NM2110:
    'After scaling, the model is smaller than 2 cm or larger than 100 m along an axis. Set `scale`: 0.01 for a model in centimetres.',
  NM2111: 'The model did not stand on the ground with its middle over the origin, and was moved there. A warning.',
  NM2112: '`forward` and `up` name the same axis of the model.',
  NM2113: 'What walks needs `gaits` with clips of the model, else its feet would slide.',
  NM2114: 'The model has clips that nothing plays. A warning; `gaits` of a walker play them.',
  NM2115: 'The keypoints of an asset do not fit those of its class, which all bodies of a class share.',
  NM2116: 'Surfaces of the model are see-through; they are drawn opaque, since one pixel has one owner. A warning.',
  NM2117: 'A gait lacks its stride, or the speed that it starts from.',
  NM2118: 'A picture of the model can not be read.',
  NM2119: 'The model uses something that is not read and is left out: the message says what. A warning.',
  NM2121:
    'The stride of a gait is not how far the feet of its clip go: they would slide over the ground. A warning, with the stride that fits.',
  NM2120: 'The model is no sound glTF; the message says where it breaks the format.',
} as const;

export type GltfCode = keyof typeof gltfCodes;
