import { defineConfig } from 'vitest/config';

/** `fast`: no browser, seconds. `slow`: browser, fresh processes, official readers; bounded. */
const shared = { resolve: { conditions: ['source'] }, ssr: { resolve: { conditions: ['source'] } } };

export default defineConfig({
  ...shared,
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.slow.test.ts'],
          // Nothing here has global state, so files share a process: modules are loaded once a process, not once a file.
          isolate: false,
          maxWorkers: '100%',
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'slow',
          include: ['test/**/*.slow.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // Two at a time: half of a file's work is one thread's, and browsers take their time to start.
          maxWorkers: 2,
          isolate: false,
        },
      },
    ],
  },
});
