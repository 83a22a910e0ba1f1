/**
 * The same bytes on any machine: shipped scenarios drawn, simulated and seen by the oracle in fresh processes under several
 * Node versions, by `scripts/determinism.mjs`; on arm64 too where the emulator is there. Skipped, saying so, where no other
 * Node can be had.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isThorough, shippedScenarios } from '../conformance/shipped.js';

const root = join(import.meta.dirname, '..', '..');
/** What the script says where the registry can't be asked. */
const OUT_OF_REACH = /npm could not bring/;
const run = (...args: string[]) =>
  spawnSync(process.execPath, ['scripts/determinism.mjs', ...args], { cwd: root, encoding: 'utf8' });

/** A few of each kind of place, body and controller run nearly all of the code; by itself the script takes every scenario. */
const FILES = shippedScenarios.filter((path) => isThorough || /cpnco|deer-pair|rotor-failure|works-road/.test(path));

/** Besides the one that runs this. */
const OTHERS = ['20', '22', '24'].filter((major) => major !== process.versions.node.split('.')[0]);

test('scenarios give the same bytes on Node 20, 22 and 24', ({ skip }) => {
  const { status, stdout, stderr } = run('--nodes', OTHERS.join(), '--arm64', '', '--pixels', '48x32', ...FILES);
  if (OUT_OF_REACH.test(stderr)) skip(`other Node versions are out of reach: ${stderr.trim()}`);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(new RegExp(`^\\d{2,3} artefacts on ${OTHERS.length + 1} machines: all the same$`, 'm'));
});

test.skipIf(!existsSync('/usr/bin/qemu-aarch64'))('three of them on arm64 as well', ({ skip }) => {
  const files = ['pedestrian/cpnco-child-from-parked-cars', 'road/lost-load', 'drone/rotor-failure-in-wind'];
  const { status, stdout, stderr } = run(
    ...['--nodes', '', '--arm64', '22', '--pixels', '48x32'],
    ...files.map((name) => `scenarios/${name}.yaml`),
  );
  if (OUT_OF_REACH.test(stderr)) skip(`no arm64 Node: ${stderr.trim()}`);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/artefacts on 2 machines: all the same$/m);
});
