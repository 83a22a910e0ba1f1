import { SENSOR_STYLE } from './sensor-style.js';

/** Look of the contact sheet. No font, script or picture from elsewhere. */
export const STYLE = `
:root { color-scheme: dark; --ink: #e8e6e1; --dim: #9b978f; --line: #34332f; --card: #1e1d1b; --back: #141312; --good: #7fc27f; --bad: #e5735f; --odd: #e0b152; }
* { box-sizing: border-box }
body { margin: 0; background: var(--back); color: var(--ink); font: 15px/1.5 system-ui, sans-serif }
main, header { max-width: 1500px; margin: auto; padding: 0 24px }
header { padding-top: 28px } h1 { font-size: 26px; margin: 0 0 4px } h2 { font-size: 20px; margin: 0 }
h3 { font-size: 15px; color: var(--dim); font-weight: 500; margin: 24px 0 8px }
.dim, .facts { color: var(--dim) } .facts { display: flex; flex-wrap: wrap; gap: 4px 22px; margin: 6px 0 }
.controls { position: sticky; top: 0; z-index: 2; background: #141312ee; padding: 10px 24px; border-bottom: 1px solid var(--line); display: flex; gap: 18px; justify-content: center }
.controls label { cursor: pointer } section.sample { margin: 34px 0; padding-top: 22px; border-top: 1px solid var(--line) }
.chip { display: inline-block; padding: 0 10px; border-radius: 10px; font-size: 13px; line-height: 20px; color: #111; background: var(--odd); vertical-align: 2px }
.repaint.repaired b:last-child { color: var(--bad) }
.chip.pass { background: var(--good) } .chip.fail { background: var(--bad) }
.frames { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 620px), 1fr)); gap: 22px }
.frame { background: var(--card); border: 1px solid var(--line); border-radius: 8px; overflow: hidden }
.shot { position: relative; line-height: 0; background: #000 } .shot img { width: 100% }
.shot .mask, .shot svg { position: absolute; inset: 0; width: 100%; height: 100% } .shot .mask { image-rendering: pixelated }
.thumbs { display: grid; grid-template-columns: repeat(auto-fit, minmax(110px, 1fr)); gap: 2px; background: #000 }
.thumbs figure { margin: 0; line-height: 0 } .thumbs img { width: 100% } .thumbs figcaption { font-size: 11px; line-height: 16px; color: var(--dim); padding: 1px 6px }
.caption { padding: 8px 12px; display: flex; gap: 14px; font-size: 13px; color: var(--dim); flex-wrap: wrap } .caption b { color: var(--ink) }
.tablebox { overflow-x: auto; padding: 0 12px 12px } table { border-collapse: collapse; font-size: 12.5px; width: 100% }
th { text-align: right; color: var(--dim); font-weight: 500 } th:first-child, td:first-child { text-align: left }
td, th { padding: 2px 8px; border-bottom: 1px solid var(--line); white-space: nowrap; text-align: right; font-variant-numeric: tabular-nums }
tr.hidden { color: #8a8a8a } .swatch { display: inline-block; width: 9px; height: 9px; border-radius: 2px; margin-right: 6px }
details { margin: 8px 0 } summary { cursor: pointer; color: var(--dim) } code { font-size: 12.5px }
${SENSOR_STYLE}body:has(#box:not(:checked)) .overlay .box, body:has(#amodal:not(:checked)) .overlay .amodal,
body:has(#keypoint:not(:checked)) .overlay .keypoints, body:has(#mask:not(:checked)) .shot .mask { display: none }
`;
