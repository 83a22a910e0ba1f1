/**
 * `npm run bench:preview`: how soon the preview page shows something, and how soon it shows what was saved. `--soak MINUTES` leaves it
 * open that long with somebody at work, and says whether it grows. Linux alone counts memory.
 */
import { openPage } from './page.js';
import { reloadTimes } from './reload.js';
import { soak } from './soak.js';

const CPNCO = 'scenarios/pedestrian/cpnco-child-from-parked-cars.yaml';
const SAVES = 30;

const minutes = Number(process.argv[process.argv.indexOf('--soak') + 1]);
const open = await openPage(CPNCO);
console.log(
  `first picture on ${open.backend}: ${open.firstMs.toFixed(0)} ms after the command, its address after ${open.urlMs.toFixed(0)} ms`,
);
if (process.argv.includes('--soak')) {
  const { growth, heapGrowth, paintingGrowth, rounds } = await soak(open, minutes, console.log);
  console.log(
    `${minutes} minutes, ${rounds} rounds: resident memory grew ${growth.toFixed(3)} times, the page's heap ${heapGrowth.toFixed(3)} times, what the painting thread holds ${paintingGrowth.toFixed(3)} times`,
  );
} else {
  const speeds = ['5 km/h', '6 km/h', '7 km/h', '8 km/h'];
  const times = await reloadTimes(open, SAVES, (text, k) =>
    text.replace('walk: 5 km/h', `walk: ${speeds[(k + 1) % speeds.length]}`),
  );
  console.log(
    `save to picture, ${times.saves} saves of CPNCO: median ${times.median} ms, worst ${times.worst} ms (at most 500)`,
  );
  console.log(times.all.join(' '));
}
await open.close();
