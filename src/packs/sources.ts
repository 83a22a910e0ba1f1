/** Where the numbers come from, by the ids that tables name. */
export const SOURCES = {
  'euro-ncap-2026':
    'Euro NCAP, Crash Avoidance Frontal Collisions v1.1 (October 2025), standard range; in figures by vectorgrp/OSC-NCAP-scenarios ee7aa11, CA-FC_2026',
  'un-r152-original': 'UN Regulation No. 152, original series, car to pedestrian; table as in GRVA document AEBS-08-07 (2019)',
  'un-r152-01':
    'UN Regulation No. 152, 01 series (new types from May 2024), car to pedestrian; table as in GRVA document AEBS-08-07 (2019)',
  'un-r157':
    "UN Regulation No. 157, cut-ins and the careful and competent driver of its annex 3; that driver's figures as in ec-jrc/JRC-FSM 01b05c2",
  'autoware-jump-in':
    'Autoware Foundation, odd-usecase-scenario, UC-PLN-004-0003: emergency braking against pedestrians and animals (Apache-2.0)',
  'species-speeds':
    'hazards.md 5.5, grade C: speeds of species from popular sources; no distribution of crossing speeds is published',
  'walking-speeds': 'hazards.md 5.3: walking speed of adults, mean 1.25 m/s (young) and 0.97 m/s (65 and over)',
  beaufort: 'Beaufort scale: upper bounds of forces 3 to 6 (ISO 34503 by way of hazards.md 5.7)',
  'drone-hazards':
    'Hazard list of hazards.md 5.6: loss of control and equipment failure lead drone occurrences (Aerospace 2016, 3(3), 22), the largest loads come at abrupt changes of turbulence near buildings (Drones 2025, 9(5), 362), satellite positioning fails in urban canyons (Sensors 2019, 19(19), 4209). No protocol gives steps: they are set here',
} as const;
export type SourceId = keyof typeof SOURCES;
