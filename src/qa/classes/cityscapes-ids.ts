import { CITYSCAPES_19 } from './cityscapes19.js';

/** Cityscapes' classes in the order of their ids, 0 to 33 (Cordts et al. 2016; labels.py of cityscapesScripts names the same). */
export const CITYSCAPES_IDS: readonly string[] = [
  'unlabeled',
  'ego vehicle',
  'rectification border',
  'out of roi',
  'static',
  'dynamic',
  'ground',
  'road',
  'sidewalk',
  'parking',
  'rail track',
  'building',
  'wall',
  'fence',
  'guard rail',
  'bridge',
  'tunnel',
  'pole',
  'polegroup',
  'traffic light',
  'traffic sign',
  'vegetation',
  'terrain',
  'sky',
  'person',
  'rider',
  'car',
  'truck',
  'bus',
  'caravan',
  'trailer',
  'train',
  'motorcycle',
  'bicycle',
];

/** By train id, 0 to 18; 255 is none. */
export const CITYSCAPES_TRAIN_IDS: readonly string[] = CITYSCAPES_19.classes.map(({ name }) => name);
