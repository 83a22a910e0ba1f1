/** The invariants as a page. */
import { REFUSALS } from '#diffusion/refusals';
import { invariants } from '#labels/index';

export function invariantsPage(): string {
  const rows = [...invariants, ...REFUSALS].map(({ code, title, about }) => `| \`${code}\` | ${title} | ${about} |`);
  return `# What every frame is audited for

\`generate\` checks each frame before it is written; one that breaks an invariant is kept apart in \`quarantine/\` with the reason and a picture, counted in
the manifest and told at the end (\`--strict\`: exit 1). \`nearmiss audit DIR\` checks a finished dataset from its files.

| code | always holds | that is |
|---|---|---|
${rows.join('\n')}
`;
}
