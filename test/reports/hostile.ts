/** A small report whose every text tries to be more than text: markup, script, terminal controls, commands of CI runners. */
import type { ValidationCase, ValidationReport } from '#contracts/validation';

export const HOSTILE = `</script><img src=x onerror="window.hit=1"><b>'"&amp;&\u001b[31m\u0000\u0007\ud800\ufffe\u202e\r\n::error::no\n##[group]x]]>--><!--\${1}%0A`;

/** With another text for what the structure is without it. */
export function hostileReport(text = HOSTILE): ValidationReport {
  const one = caseOf(text);
  const cases: readonly ValidationCase[] = [
    one,
    { ...one, id: `b/${text}`, outcome: 'invalid' },
    { ...one, id: `c/${text}`, outcome: 'error' },
    { ...one, id: `d/${text}`, outcome: 'pass', reasons: [] },
  ];
  const { file, title } = one;
  return {
    format: 1,
    nearmissVersion: text,
    sut: { name: text, version: text, kind: 'module' },
    seed: text,
    scenarios: [{ file, title, runs: 4, passed: 1, failed: 1, invalid: 1, errors: 1, failureInterval: [0.1, 0.9] }],
    cases,
    flaky: [text],
    regression: { baseline: text, both: 1, fixed: [text], broken: [text], pValue: 1 },
  };
}

function caseOf(text: string): ValidationCase {
  return {
    id: `a/${text}`,
    file: `dir ${text}/b c.yaml`,
    line: 3,
    title: text,
    seed: text,
    draw: 0,
    parameters: { [text]: text, speed: 3 },
    outcome: 'fail',
    reasons: [text],
    criteria: [{ criterion: text, passed: false, value: Infinity, limit: 1, timeNs: 1e9 }],
    execution: [{ name: text, declared: 1, measured: Number.NaN, tolerance: 0.1, unit: text, kept: false }],
    metrics: { [text]: Infinity },
    preventable: false,
    duration: 2,
    concreteSha256: text,
    traceSha256: text,
    replay: text,
    curves: { times: [0, 1, 2], speeds: { [text]: [1, null, 3] }, ttc: [null, null, null], gap: [3, 2, 0] },
    tracks: {
      times: [0, 1, 2],
      actors: [{ id: text, class: text, length: 4, width: 2, states: [[0, 0, 0], null, [4, 0, 0.1]] }],
      lanes: [],
      solids: [],
    },
  };
}

/** No run at all. */
export function emptyReport(): ValidationReport {
  const sut = { name: 'nobody', version: '', kind: 'scenario' } as const;
  return { format: 1, nearmissVersion: '0.1.0', sut, seed: '0', scenarios: [], cases: [], flaky: [] };
}
