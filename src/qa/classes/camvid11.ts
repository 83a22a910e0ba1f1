import type { ClassMap } from './class-map.js';

/**
 * The 11 classes that work on CamVid reports since SegNet (Badrinarayanan, Kendall & Cipolla 2017, doi 10.1109/TPAMI.2016.2644615),
 * gathered from CamVid's 32 (Brostow, Fauqueur & Cipolla 2009, doi 10.1016/j.patrec.2008.04.005) as is usual: walls, bridges and
 * tunnels are buildings, lights are signs, lorries and buses are cars, motorcycles go with bicyclists, low vegetation with trees.
 * Names of Cityscapes and nearmiss follow the same sense. Colours are CamVid's.
 */
export const CAMVID_11: ClassMap = {
  name: 'camvid11',
  classes: [
    { name: 'sky', color: [128, 128, 128], from: ['Sky'] },
    { name: 'building', color: [128, 0, 0], from: ['Building', 'Wall', 'Bridge', 'Tunnel', 'Archway'] },
    { name: 'pole', color: [192, 192, 128], from: ['Column_Pole', 'TrafficCone', 'pole', 'polegroup'] },
    { name: 'road', color: [128, 64, 128], from: ['Road', 'LaneMkgsDriv', 'LaneMkgsNonDriv'] },
    { name: 'pavement', color: [0, 0, 192], from: ['Sidewalk', 'ParkingBlock', 'RoadShoulder', 'pavement'] },
    { name: 'tree', color: [128, 128, 0], from: ['Tree', 'VegetationMisc', 'vegetation', 'terrain'] },
    { name: 'sign', color: [192, 128, 128], from: ['SignSymbol', 'Misc_Text', 'TrafficLight', 'traffic sign', 'sign'] },
    { name: 'fence', color: [64, 64, 128], from: ['Fence', 'guard rail'] },
    {
      name: 'car',
      color: [64, 0, 128],
      from: ['Car', 'SUVPickupTruck', 'Truck_Bus', 'Train', 'OtherMoving', 'truck', 'bus', 'caravan', 'trailer'],
    },
    { name: 'pedestrian', color: [64, 64, 0], from: ['Pedestrian', 'Child', 'CartLuggagePram', 'person'] },
    { name: 'bicyclist', color: [0, 128, 192], from: ['Bicyclist', 'MotorcycleScooter', 'rider', 'bicycle', 'motorcycle'] },
  ],
};
