/** A child that never ends what it was asked; `LEFT=FILE`: a file that it leaves when it is given up. */
import { writeFileSync } from 'node:fs';
import { serveAsked } from '#farm/index';

serveAsked<string, string>(
  (tell) => ({
    async answer(asked) {
      tell(asked as never);
      await new Promise(() => setInterval(() => {}, 1_000));
      return asked;
    },
    async close(idle) {
      await idle;
    },
    abandon: () => writeFileSync(process.env.LEFT as string, 'given up'),
  }),
  1_500,
);
