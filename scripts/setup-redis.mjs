/** Finds or brings redis-server for the tests of the farm: one already installed, else the distribution's package. */
import { spawnSync } from 'node:child_process';

/** @returns whether there is one; said why where there is none */
export function setUpRedis(say) {
  if (works()) return true;
  const apt = spawnSync('apt-get', ['--version']).status === 0;
  const root = process.getuid?.() === 0;
  const sudo = !root && spawnSync('sudo', ['-n', 'true']).status === 0;
  if (!apt || (!root && !sudo)) {
    say(
      'redis-server is not installed: the tests of the farm need it (Debian: apt install redis-server; macOS: brew install redis)',
    );
    return false;
  }
  say("installing Debian's redis-server");
  const command = root ? [] : ['sudo', '-n'];
  const quiet = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
  };
  const run = (...args) => {
    const [first, ...rest] = [...command, 'apt-get', ...args];
    return spawnSync(first, rest, quiet);
  };
  if (run('install', '-y', '-qq', '--no-install-recommends', 'redis-server').status !== 0) {
    run('update', '-qq');
    run('install', '-y', '-qq', '--no-install-recommends', 'redis-server');
  }
  if (works()) return true;
  say('redis-server could not be installed');
  return false;
}

function works() {
  return spawnSync('redis-server', ['--version']).status === 0;
}
