/**
 * What the page does: replays runs, filters tables, copies commands, opens a failure that a link points at, and all of them for the
 * printer. Without it everything but the replay can be read. Text from the report is never made into markup here.
 */
export const SCRIPT = `'use strict';
const all = (root, selector) => [...root.querySelectorAll(selector)];

// "x,y,heading" a time in cm and mrad, each the step from the one before; "=" none, "-" not there.
function decode(text) {
  let at = [0, 0, 0];
  return text.split(' ').map((token) => {
    if (token === '-') return null;
    if (token !== '=') at = token.split(',').map((step, i) => at[i] + Number(step));
    return [at[0] / 100, at[1] / 100, at[2] / 1000];
  });
}
function place(states, times, time) {
  let i = 0;
  while (i < times.length - 2 && times[i + 1] <= time) i++;
  const [from, to] = [states[i], states[i + 1] ?? states[i]];
  if (!from || !to) return time >= times[i + 1] ? to : from;
  const share = Math.min(1, Math.max(0, (time - times[i]) / (times[i + 1] - times[i] || 1)));
  return from.map((value, k) => value + share * (to[k] - value));
}

function replay(figure) {
  const [scene] = all(figure, ':scope > svg');
  const [slider] = all(figure, 'input[type=range]');
  const [play, back] = all(figure, 'button');
  const [follow] = all(figure, 'input[type=checkbox]');
  const [output] = all(figure, 'output');
  const [names] = all(scene, '.names');
  const [ruler] = all(scene, '.ruler');
  const times = figure.dataset.times.split(' ').map(Number);
  const whole = figure.dataset.whole.split(' ').map(Number);
  const near = scene.getAttribute('viewBox').split(' ').map(Number);
  const bodies = all(scene, '.actor').map((box, i) => ({ box, label: names.children[i], states: decode(box.dataset.states) }));
  const cursors = all(figure.closest('.body'), 'svg[data-plot]').map((plot) => ({
    line: plot.querySelector('.now'), span: plot.dataset.plot.split(' ').map(Number),
  }));
  let last;
  function show() {
    const time = Number(slider.value);
    bodies.forEach(({ box, label, states }) => {
      const state = place(states, times, time);
      for (const part of [box, label]) state ? part.removeAttribute('display') : part.setAttribute('display', 'none');
      if (!state) return;
      box.setAttribute('transform', 'translate(' + state[0] + ' ' + state[1] + ') rotate(' + (state[2] * 180) / Math.PI + ')');
      label.setAttribute('transform', 'translate(' + state[0] + ' ' + state[1] + ')');
    });
    const first = place(bodies[0].states, times, time);
    last = first ?? last;
    const view = follow.checked && last ? [last[0] - near[2] / 2, last[1] - near[3] / 2, near[2], near[3]] : whole;
    scene.setAttribute('viewBox', view.join(' '));
    // The picture may be wider than what was asked for: its shape is the near one's. Letters have 11 pixels at least.
    const width = Math.max(view[2], (view[3] * near[2]) / near[3]);
    const letter = Math.max(width / 50, (11 * width) / (scene.clientWidth || 1000));
    for (const words of [names, ruler]) words.setAttribute('font-size', letter);
    ruler.setAttribute('transform', 'translate(' + (view[0] + view[2] / 2 - width * 0.48) + ' ' + (view[1] + view[3] / 2 + (width * near[3]) / near[2] * 0.45) + ')');
    cursors.forEach(({ line, span: [x0, x1, t0, t1] }) => {
      const x = x0 + ((time - t0) / (t1 - t0 || 1)) * (x1 - x0);
      line.setAttribute('x1', x);
      line.setAttribute('x2', x);
      line.removeAttribute('display');
    });
    output.textContent = time.toFixed(2) + ' s';
    slider.setAttribute('aria-valuetext', output.textContent);
  }
  let before;
  function step(now) {
    if (before === undefined) return;
    slider.value = Number(slider.value) + (now - before) / 1000;
    before = now;
    show();
    if (Number(slider.value) >= Number(slider.max)) stop();
    else requestAnimationFrame(step);
  }
  function stop() {
    before = undefined;
    play.textContent = 'Play';
  }
  play.addEventListener('click', () => {
    if (before !== undefined) return stop();
    if (Number(slider.value) >= Number(slider.max)) slider.value = slider.min;
    play.textContent = 'Pause';
    before = performance.now();
    requestAnimationFrame(step);
  });
  back.addEventListener('click', () => {
    stop();
    slider.value = figure.dataset.moment;
    show();
  });
  slider.addEventListener('input', () => {
    stop();
    show();
  });
  follow.addEventListener('change', show);
  show();
}

function filter(form) {
  const [outcome] = all(form, 'select');
  const [words] = all(form, 'input');
  const [status] = all(form, '[role=status]');
  const rows = all(document.getElementById(form.dataset.table), 'tbody tr');
  const apply = () => {
    const wanted = words.value.trim().toLowerCase();
    for (const row of rows) {
      const fits = outcome.value === '' || row.dataset.outcome === outcome.value;
      row.hidden = !(fits && row.textContent.toLowerCase().includes(wanted));
    }
    status.textContent = rows.filter((row) => !row.hidden).length + ' of ' + rows.length + ' shown';
  };
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', apply);
  apply();
}

async function copy(button) {
  const code = button.parentElement.querySelector('code');
  getSelection().selectAllChildren(code);
  try {
    await navigator.clipboard.writeText(code.textContent);
    button.textContent = 'Copied';
  } catch {
    button.textContent = 'Selected';
  }
  setTimeout(() => (button.textContent = 'Copy'), 1500);
}

function openTarget() {
  const target = document.getElementById(location.hash.slice(1));
  if (target instanceof HTMLDetailsElement) target.open = true;
}

// A replay is made when it is first seen: fifty at once would take the page a while.
for (const details of all(document, 'details.failure')) {
  const start = () => all(details, '.replay').filter((figure) => !figure.dataset.ready).forEach((figure) => {
    figure.dataset.ready = 'yes';
    replay(figure);
  });
  details.addEventListener('toggle', start);
  if (details.open) start();
}
all(document, 'form.filter').forEach(filter);
all(document, '.command button').forEach((button) => button.addEventListener('click', () => copy(button)));
addEventListener('hashchange', openTarget);
openTarget();
addEventListener('beforeprint', () => all(document, 'details.failure:not([open])').forEach((details) => {
  details.dataset.printed = 'yes';
  details.open = true;
}));
addEventListener('afterprint', () => all(document, 'details[data-printed]').forEach((details) => {
  delete details.dataset.printed;
  details.open = false;
}));
for (const needed of all(document, '.needs-script')) needed.hidden = false;
`;
