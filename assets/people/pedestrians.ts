/**
 * Pedestrians. Traits: `height`, `length`, `width` (m), `build`; `sex` male, female; `age` elderly; `top`, `bottom` (colour names); `upper` t-shirt,
 * shirt, sweater, hoodie, jacket, puffer, suit, blouse; `legs` trousers, jeans, leggings, shorts, skirt, dress, coat, long-coat; `pattern`
 * plain, striped, checked, two-tone; `hair` short, long, bob, ponytail, bun, curly, bald, hood; `headgear` none, cap, beanie, hat,
 * headscarf, helmet; `bag` none, backpack, shoulder, shopping, suitcase; `hands` free, pocket, read, call, crossed, behind; `hiVis` yes,
 * yellow, orange; `manner` hesitate, stumble, dart; `umbrella`, `stick`, `pram` yes.
 */
import { person } from './person.js';

export const pedestrianAdult = person('pedestrian-adult', 'Adult pedestrian', [1.48, 1.96], false);
export const pedestrianChild = person('pedestrian-child', 'Child pedestrian', [1.05, 1.35], true);
