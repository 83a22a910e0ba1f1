import type { ClassMap } from './class-map.js';

/**
 * The 19 classes that Cityscapes evaluates (Cordts et al. 2016, arXiv 1604.01685), in the order of their train ids, in its colours. CamVid
 * names go along where they mean the same; those that would have to be split (Truck_Bus, Bicyclist) go nowhere.
 */
export const CITYSCAPES_19: ClassMap = {
  name: 'cityscapes19',
  classes: [
    { name: 'road', color: [128, 64, 128], from: ['road', 'LaneMkgsDriv', 'LaneMkgsNonDriv'] },
    { name: 'sidewalk', color: [244, 35, 232], from: ['sidewalk', 'pavement'] },
    { name: 'building', color: [70, 70, 70], from: ['building'] },
    { name: 'wall', color: [102, 102, 156], from: ['wall'] },
    { name: 'fence', color: [190, 153, 153], from: ['fence'] },
    { name: 'pole', color: [153, 153, 153], from: ['pole', 'Column_Pole'] },
    { name: 'traffic light', color: [250, 170, 30], from: ['traffic light'] },
    { name: 'traffic sign', color: [220, 220, 0], from: ['traffic sign', 'SignSymbol'] },
    { name: 'vegetation', color: [107, 142, 35], from: ['vegetation', 'Tree'] },
    { name: 'terrain', color: [152, 251, 152], from: ['terrain'] },
    { name: 'sky', color: [70, 130, 180], from: ['sky'] },
    { name: 'person', color: [220, 20, 60], from: ['person', 'Pedestrian', 'Child'] },
    { name: 'rider', color: [255, 0, 0], from: ['rider'] },
    { name: 'car', color: [0, 0, 142], from: ['car', 'SUVPickupTruck'] },
    { name: 'truck', color: [0, 0, 70], from: ['truck'] },
    { name: 'bus', color: [0, 60, 100], from: ['bus'] },
    { name: 'train', color: [0, 80, 100], from: ['train'] },
    { name: 'motorcycle', color: [0, 0, 230], from: ['motorcycle', 'MotorcycleScooter'] },
    { name: 'bicycle', color: [119, 11, 32], from: ['bicycle'] },
  ],
};
