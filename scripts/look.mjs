/**
 * A software viewer for geometry at work: no browser, no light but a lamp beside the eye.
 *
 *   node scripts/look.mjs white-tailed-deer:gallop:0.25:12 sedan --out /tmp/x.png        bodies (asset[:gait[:phase[:speed]]])
 *   node scripts/look.mjs pedestrian-adult:walk --phases 6 --views side --out /tmp/x.png  one body over its gait
 *   node scripts/look.mjs courier:walk --assets assets.yaml --phases 6 --out /tmp/x.png  one of your own (docs/own-assets.md)
 *   node scripts/look.mjs place:urban-street --eye 20,-1.75,1.5 --heading 0 --out /tmp/x.png
 *
 * --seed N, --traits '{"sex":"buck"}', --options '{"length":200}', --size 480 (pixels a cell), --far (the coarse shape). Needs `npm run build`.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { bodyAssets, buildPlaceBatches, withImported } from '../dist/assets/index.js';
import { formatDiagnostic } from '../dist/src/core/errors.js';
import { buildPlace } from '../dist/src/places/index.js';
import { loadManifest } from '../dist/src/toolkit/own-assets/manifest.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: 'look.png' },
    seed: { type: 'string', default: '1' },
    size: { type: 'string', default: '420' },
    traits: { type: 'string', default: '{}' },
    options: { type: 'string', default: '{}' },
    views: { type: 'string', default: 'side,front,quarter' },
    phases: { type: 'string', default: '1' },
    eye: { type: 'string', default: '10,-1.75,1.5' },
    heading: { type: 'string', default: '0' },
    pitch: { type: 'string', default: '0' },
    fov: { type: 'string', default: '60' },
    far: { type: 'boolean', default: false },
    assets: { type: 'string' },
  },
});
const bodies = values.assets === undefined ? bodyAssets : await ownBodies(values.assets);
const size = Number(values.size);
const DIRECTIONS = { side: 90, front: 180, rear: 0, quarter: 140, 'rear-quarter': 40, top: 'top' };

/** The built-in bodies and those of a manifest; what is wrong or odd about it is printed. */
async function ownBodies(path) {
  const { diagnostics, imported } = await loadManifest(path, readFileSync(path, 'utf8'));
  for (const each of diagnostics) console.error(formatDiagnostic(each));
  return withImported(bodyAssets, imported);
}

/** Triangles in one list: 9 coordinates, 3 colour numbers (and normals for shading) each. */
function bodyTriangles(name, gait, phase, speed) {
  const asset = bodies.get(name);
  const look = { asset: name, seed: Number(values.seed), traits: JSON.parse(values.traits) };
  const fine = asset.build(look);
  const model = values.far ? (fine.far?.model ?? fine) : fine;
  const chosen = gait ?? asset.gaits[0];
  const pose = model.pose({ gait: chosen, phase: Number(phase ?? 0), speed: Number(speed ?? 1.4), channels: {} });
  const out = [];
  for (const [p, part] of model.parts.entries()) emit(out, part.mesh, part.material, pose.parts[p]);
  return out;
}
function placeTriangles(layout) {
  const place = buildPlace({ layout, seed: Number(values.seed), options: JSON.parse(values.options) });
  const out = [];
  for (const batch of buildPlaceBatches(place)) {
    for (let i = 0; i < batch.transforms.length; i += 12) {
      emit(out, batch.mesh, batch.material, { kind: 'rigid', matrix: batch.transforms.subarray(i, i + 12) });
    }
  }
  for (const prop of place.props) {
    const model = bodyAssets.get(prop.look.asset).build(prop.look);
    const pose = model.pose({ gait: 'drive', phase: 0, speed: 0, channels: {} });
    const body = [];
    for (const [p, part] of model.parts.entries()) emit(body, part.mesh, part.material, pose.parts[p]);
    const [x, y, z, w] = prop.worldFromBody.orientation;
    const yaw = Math.atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z));
    const [px, py, pz] = prop.worldFromBody.position;
    for (const t of body) {
      t.points = t.points.map(([a, b, c]) => [
        px + a * Math.cos(yaw) - b * Math.sin(yaw),
        py + a * Math.sin(yaw) + b * Math.cos(yaw),
        pz + c,
      ]);
      out.push(t);
    }
  }
  return out;
}
function emit(out, mesh, material, pose) {
  const { positions, indices, colors } = pose.kind === 'skinned' ? { ...mesh, positions: pose.positions } : mesh;
  const m = pose.kind === 'rigid' ? pose.matrix : [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0];
  const at = (i) => {
    const [x, y, z] = [positions[3 * i], positions[3 * i + 1], positions[3 * i + 2]];
    return [0, 4, 8].map((r) => m[r] * x + m[r + 1] * y + m[r + 2] * z + m[r + 3]);
  };
  for (let i = 0; i < indices.length; i += 3) {
    const corners = [indices[i], indices[i + 1], indices[i + 2]];
    const tint = [0, 1, 2].map(
      (k) => (colors ? corners.reduce((s, c) => s + colors[3 * c + k], 0) / 3 : 1) * material.baseColor[k],
    );
    out.push({ points: corners.map(at), color: tint, texture: material.texture });
  }
}

function draw(triangles, camera, width, height) {
  const depth = new Float64Array(width * height).fill(Infinity);
  const pixels = new Uint8Array(width * height * 3).fill(205);
  for (const { points, color } of triangles) {
    const seen = points.map(camera.project);
    if (seen.some((p) => p === undefined)) continue;
    const [a, b, c] = seen;
    const area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
    if (Math.abs(area) < 1e-9) continue;
    const shade = lambert(points, camera.light);
    const rgb = color.map((v) => 255 * Math.min(1, (v * shade * 1.15) ** (1 / 2.2)));
    const x0 = Math.max(0, Math.ceil(Math.min(a[0], b[0], c[0]) - 0.5));
    const x1 = Math.min(width - 1, Math.floor(Math.max(a[0], b[0], c[0]) - 0.5));
    const y0 = Math.max(0, Math.ceil(Math.min(a[1], b[1], c[1]) - 0.5));
    const y1 = Math.min(height - 1, Math.floor(Math.max(a[1], b[1], c[1]) - 0.5));
    for (let y = y0; y <= y1; y++) {
      for (let x = x0; x <= x1; x++) {
        const [px, py] = [x + 0.5, y + 0.5];
        const u = ((b[0] - px) * (c[1] - py) - (b[1] - py) * (c[0] - px)) / area;
        const v = ((c[0] - px) * (a[1] - py) - (c[1] - py) * (a[0] - px)) / area;
        const w = 1 - u - v;
        if (u < 0 || v < 0 || w < 0) continue;
        const z = 1 / (u / a[2] + v / b[2] + w / c[2]);
        const i = y * width + x;
        if (z >= depth[i]) continue;
        depth[i] = z;
        pixels.set(rgb, 3 * i);
      }
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}
function lambert([a, b, c], light) {
  const u = b.map((v, k) => v - a[k]);
  const v = c.map((w, k) => w - a[k]);
  const n = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
  const length = Math.hypot(...n) || 1;
  const facing = n.reduce((s, x, k) => s + (x * light[k]) / length, 0);
  return 0.35 + 0.3 * Math.max(0, n[2] / length) + 0.6 * Math.max(0, facing);
}

/** Perspective camera that frames the triangles from a bearing (degrees, from the body's front round to its left). */
function orbit(triangles, bearing, width, height) {
  const all = triangles.flatMap((t) => t.points);
  const low = [0, 1, 2].map((k) => Math.min(...sample(all).map((p) => p[k])));
  const high = [0, 1, 2].map((k) => Math.max(...sample(all).map((p) => p[k])));
  const centre = low.map((v, k) => (v + high[k]) / 2);
  const radius = Math.hypot(...high.map((v, k) => v - low[k])) / 2;
  const distance = radius * 4;
  const top = bearing === 'top';
  const angle = ((top ? 0 : bearing + 180) * Math.PI) / 180;
  const forward = top ? [0.001, 0, -1] : [Math.cos(angle), Math.sin(angle), -0.15];
  const eye = centre.map((v, k) => v - (forward[k] / Math.hypot(...forward)) * distance);
  return perspective(eye, forward, (Math.min(width, height) / 2) * (distance / radius) * 0.95, width, height);
}
function sample(points) {
  return points.length > 60000 ? points.filter((_, i) => i % Math.ceil(points.length / 60000) === 0) : points;
}
function perspective(eye, forwardRaw, focal, width, height) {
  const unit = (v) => v.map((x) => x / Math.hypot(...v));
  const cross = (p, q) => [p[1] * q[2] - p[2] * q[1], p[2] * q[0] - p[0] * q[2], p[0] * q[1] - p[1] * q[0]];
  const forward = unit(forwardRaw);
  const right = unit(cross(forward, [0, 0, 1]));
  const down = cross(forward, right);
  const light = unit(forward.map((v, k) => -v + 0.5 * right[k] - 0.7 * down[k]));
  return {
    light,
    project(p) {
      const d = p.map((v, k) => v - eye[k]);
      const along = (axis) => d[0] * axis[0] + d[1] * axis[1] + d[2] * axis[2];
      const z = along(forward);
      return z < 0.1 ? undefined : [width / 2 + (focal * along(right)) / z, height / 2 + (focal * along(down)) / z, z];
    },
  };
}

const cells = [];
for (const what of positionals) {
  const [name, gait, phase, speed] = what.split(':');
  if (name === 'place') {
    const heading = (Number(values.heading) * Math.PI) / 180;
    const pitch = (Number(values.pitch) * Math.PI) / 180;
    const [width, height] = [size * 2, size];
    const focal = width / 2 / Math.tan((Number(values.fov) * Math.PI) / 360);
    const forward = [Math.cos(heading) * Math.cos(pitch), Math.sin(heading) * Math.cos(pitch), -Math.sin(pitch)];
    const triangles = placeTriangles(gait);
    console.log(`place ${gait}: ${triangles.length} triangles`);
    const eye = values.eye.split(',').map(Number);
    cells.push([{ png: await draw(triangles, perspective(eye, forward, focal, width, height), width, height), width, height }]);
    continue;
  }
  for (let k = 0; k < Number(values.phases); k++) {
    const at = Number(phase ?? 0) + k / Number(values.phases);
    const triangles = bodyTriangles(name, gait, at, speed);
    if (k === 0) console.log(`${name}: ${triangles.length} triangles`);
    const row = [];
    for (const view of values.views.split(',')) {
      row.push({
        png: await draw(triangles, orbit(triangles, DIRECTIONS[view], size, size), size, size),
        width: size,
        height: size,
      });
    }
    cells.push(row);
  }
}
const transposed = Number(values.phases) > 1 ? cells[0].map((_, i) => cells.map((row) => row[i])) : cells;
const width = Math.max(...transposed.map((row) => row.reduce((s, c) => s + c.width, 0)));
const height = transposed.reduce((s, row) => s + row[0].height, 0);
let top = 0;
const tiles = transposed.flatMap((row) => {
  let left = 0;
  const placed = row.map((cell) => {
    const tile = { input: cell.png, left, top };
    left += cell.width;
    return tile;
  });
  top += row[0].height;
  return placed;
});
await sharp({ create: { width, height, channels: 3, background: '#ccc' } })
  .composite(tiles)
  .png()
  .toFile(values.out);
console.log(`wrote ${values.out} (${width}x${height})`);
