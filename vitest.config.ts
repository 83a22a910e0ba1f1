import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest begin first, so that none of them is alone at the end. A fresh clone knows no durations. */
const LONGEST =
  /\/(commands|streets|scenarios|diffuse|shipped-model|estimate|gate|workers|randomized|three|generate|determinism|wind|kinds|learning)(\.slow)?\.test\.ts$/;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => LONGEST.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/** `fast`: no browser, seconds. `slow`: browser, fresh processes, official readers; bounded. */
const shared = { resolve: { conditions: ['source'] }, ssr: { resolve: { conditions: ['source'] } } };

export default defineConfig({
  ...shared,
  test: {
    sequence: { sequencer: LongestFirst },
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
