/** Look of what isn't a camera's. */
export const SENSOR_STYLE = `
.legend { font-size: 13px; gap: 2px 16px; margin: 0 0 10px } i.swatch { margin-right: 6px }
.scans { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 400px), 1fr)); gap: 18px }
.scans .tablebox { font-size: 12.5px } .scans .caption { gap: 1px 14px } .plane { background: #0a0a09 } .plane.drawn svg { position: static; display: block; height: auto }
.plane .rings { stroke: #ffffff2e; stroke-width: .7 } .rings text { font: 9px system-ui, sans-serif; fill: #c9c5bc; stroke: #0a0a09; stroke-width: 2.5; paint-order: stroke }
.plane polygon { stroke: #fff; stroke-width: .9; stroke-opacity: .75; fill: #fff; fill-opacity: 0; pointer-events: all } .plane polygon:hover { fill-opacity: .25 }
.plane polygon.ego { stroke-dasharray: 2 2 } .plane .sensor { fill: #fff; stroke: #000; stroke-width: .6 }
.plane text.box { font: 9px system-ui, sans-serif; fill: #fff; stroke: #0a0a09; stroke-width: 2.5; paint-order: stroke } .plane .bodies { stroke: #fff; stroke-width: .6 } .plane .speeds .false { opacity: .45 }
.plane .dots { fill-opacity: .85 } .plane .marks { stroke-width: 1.2 } .plane .speeds { stroke-width: 1.3 }
.clutter { color: #00e5ff !important } .shot.events img { image-rendering: pixelated }
.panels { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 300px), 1fr)); gap: 14px }
.panel { margin: 0; background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 8px 12px; font-size: 12.5px }
.panel figcaption span, .keys { color: var(--dim) } .panel svg { width: 100%; display: block; margin: 6px 0; background: #0a0a09 }
.keys { display: flex; flex-wrap: wrap; gap: 0 14px; font-variant-numeric: tabular-nums } .keys b { color: var(--ink); font-weight: 500 }
.panel .measured { stroke-width: 1.1; stroke-linejoin: round; stroke-linecap: round } .panel .truth { stroke-width: 3.5; opacity: .38; stroke-linejoin: round }
.panel svg text { font: 9px system-ui, sans-serif; fill: #c9c5bc; stroke: #0a0a09; stroke-width: 2.5; paint-order: stroke } .panel .miss { stroke-width: .7; opacity: .4 }
.panel .zero { stroke: #ffffff38; stroke-dasharray: 3 3; stroke-width: .7 } .panel .rings { stroke: #c9c5bc } .panel.plan { grid-row: span 2 }
`;
