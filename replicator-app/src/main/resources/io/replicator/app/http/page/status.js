import {chart} from './chart.js';

const INTERVAL = 1000, KEPT = 15 * 60_000, RATE_OVER = 5000;
const GOOD = ['STREAMING', 'STANDBY'], BAD = ['FAILED', 'STOPPED'];
const at = id => document.getElementById(id);
const samples = [];
let lastAnswer = 0, skew = 0;

/** By the clock of the daemon, to which all its times belong. */
const now = () => Date.now() + skew;

function count(number) {
  return Math.round(number).toLocaleString('en-US');
}

const compact = number => number.toLocaleString('en-US', {notation: 'compact'});

function duration(seconds) {
  if (seconds < 10) return `${seconds.toFixed(seconds && seconds < 1 ? 2 : 1)} s`;
  const whole = Math.round(seconds);
  if (whole < 120) return `${whole} s`;
  return whole < 7200 ? `${Math.floor(whole / 60)} min ${whole % 60} s`
    : `${Math.floor(whole / 3600)} h ${Math.floor(whole % 3600 / 60)} min`;
}

function bytes(number) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let unit = 0;
  for (; number >= 1024 && unit < units.length - 1; unit++) number /= 1024;
  return unit === 0 ? `${number} B` : `${number.toFixed(1)} ${units[unit]}`;
}

const orUnknown = (value, text) => value === null ? 'unknown' : text(value);

function put(id, text) {
  // Unchanged text is left alone, so that a screen reader does not say it each second.
  if (at(id).textContent !== text) at(id).textContent = text;
}

function node(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

async function ask(path) {
  const answer = await fetch(`api/v1/${path}`, {cache: 'no-store', signal: AbortSignal.timeout(5000)});
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  skew = Date.parse(answer.headers.get('Date')) - Date.now();
  return answer.json();
}

function showState(status) {
  const stuck = !status.live && !BAD.includes(status.state);
  put('pipeline', status.pipeline);
  put('state', stuck ? `${status.state}, but stuck` : status.state);
  at('state').className = 'badge ' + (stuck || BAD.includes(status.state) ? 'bad' : GOOD.includes(status.state) ? 'good' : 'wait');
  put('reason', `${status.reason} (for ${duration(Math.max(0, (now() - Date.parse(status.since)) / 1000))})`);
  document.title = `${status.state} · ${status.pipeline}`;
}

function showFigures(status) {
  put('lag', orUnknown(status.lag_seconds, duration));
  put('backlog', orUnknown(status.backlog_bytes, bytes));
  put('rate', orUnknown(rateNow(), count));
  put('applied', count(status.rows_applied));
  put('retries', count(status.retries));
  const age = status.checkpoint?.age_seconds ?? null;
  put('checkpoint', age === null ? 'not yet' : `${duration(age)} ago`);
}

/** The last line is what to do. */
function showError(status) {
  at('error').hidden = status.last_error === null;
  const lines = (status.last_error ?? '').split('\n');
  put('error-hint', lines.length > 1 ? lines.pop().trim() : '');
  put('error-text', lines.join('\n'));
}

function showVerification(verification) {
  const {state, rows, discrepancies, tables, error} = verification;
  put('verified', verification.ended_at === null ? 'Verification'
    : `Verified ${duration(Math.max(0, (now() - Date.parse(verification.ended_at)) / 1000))} ago`);
  put('verification', {NEVER: 'never', WAITING: 'begins', COMPARING: `${compact(rows)} rows`,
    EQUAL: 'equal', DIFFERENT: `${compact(discrepancies)} differ`, FAILED: 'failed'}[state]);
  const bad = tables.filter(table => ['DIFFERENT', 'FAILED'].includes(table.outcome));
  at('discrepancies').hidden = !['DIFFERENT', 'FAILED'].includes(state);
  put('discrepancies-title', state === 'FAILED' ? 'Source and target could not be compared' : 'Source and target differ');
  put('discrepancies-text', [...(error ? [error] : []), ...bad.map(table => `${table.table}: ` + (table.error
    ?? `${count(table.differing)} different, ${count(table.missing)} missing, ${count(table.unexpected)} only on the target`))].join('\n'));
}

function showTables(tables) {
  const copied = tables.filter(table => !['PENDING', 'COPYING'].includes(table.state)).length;
  put('tables-sum', `${copied} of ${tables.length} copied`);
  const body = at('tables');
  while (body.rows.length > tables.length) body.lastElementChild.remove();
  while (body.rows.length < tables.length) body.append(row());
  tables.forEach((table, i) => fillRow(body.rows[i], table));
}

function row() {
  const made = node('tr');
  made.append(node('td'), node('td'), node('td'), node('td'), node('td'));
  made.cells[0].append(node('span'), node('span', '', 'error'));
  made.cells[2].append(node('progress'), ' ', node('small'));
  return made;
}

function fillRow(row, table) {
  const done = !['PENDING', 'COPYING'].includes(table.state);
  const share = done ? 1 : Math.min(1, table.rows_copied / Math.max(1, table.rows_estimated));
  const [name, state, copied, left, changes] = row.cells;
  name.firstChild.textContent = table.table;
  name.lastChild.textContent = table.last_error ?? '';
  state.textContent = table.state;
  const bar = copied.firstChild;
  bar.value = share;
  bar.setAttribute('aria-label', `${table.table} copied`);
  const of = done ? '' : ` of about ${count(table.rows_estimated)}`;
  copied.lastChild.textContent = `${Math.floor(share * 100)}% · ${count(table.rows_copied)}${of} rows`;
  left.textContent = table.eta_seconds === null ? '' : `${duration(table.eta_seconds)} left`;
  changes.textContent = table.rows_applied ? `+${count(table.rows_applied)}` : '';
}

function showEvents(events) {
  const key = JSON.stringify(events);
  if (at('events').dataset.key === key) return;
  at('events').dataset.key = key;
  at('events').replaceChildren(...events.reverse().map(event => {
    const item = node('li', undefined, event.error ? 'error' : '');
    const time = node('time', new Date(event.at).toLocaleString('sv'));
    time.dateTime = event.at;
    item.append(time, node('span', event.state), node('span', event.text, 'text'));
    return item;
  }));
}

function showPairs(id, pairs) {
  at(id).replaceChildren(...pairs.flatMap(([key, value]) => [node('dt', key), node('dd', value)]));
}

function flat(value, path = '') {
  if (value === null || typeof value !== 'object') return [[path, value === null ? '–' : String(value)]];
  if (Array.isArray(value)) return [[path, value.map(item => typeof item === 'object' ? JSON.stringify(item) : item).join(', ') || '–']];
  return Object.entries(value).flatMap(([key, inner]) => flat(inner, path ? `${path}.${key}` : key));
}

function remember(sample) {
  if (samples.length && Date.parse(sample.at) <= samples[samples.length - 1].at) return;
  samples.push({at: Date.parse(sample.at), lag: sample.lag_seconds, rows: sample.rows});
  while (samples[0].at < samples[samples.length - 1].at - KEPT) samples.shift();
}

/** Per second over the seconds before a sample; a process that was started anew begins at nothing. */
function rateAt(index) {
  let first = index;
  while (first > 0 && samples[index].at - samples[first].at < RATE_OVER) first--;
  const rows = samples[index].rows - samples[first].rows, millis = samples[index].at - samples[first].at;
  return millis <= 0 || rows < 0 ? null : rows * 1000 / millis;
}

function rateNow() {
  return samples.length ? rateAt(samples.length - 1) : null;
}

function showCharts() {
  const lag = samples.map(sample => ({at: sample.at, value: sample.lag}));
  const rate = samples.map((sample, i) => ({at: sample.at, value: rateAt(i)}));
  at('lag-chart').replaceChildren(chart(lag, 'Lag', duration));
  at('rate-chart').replaceChildren(chart(rate, 'Rows per second', count, compact));
  put('lag-now', lag.length ? orUnknown(lag[lag.length - 1].value, duration) : '');
  put('rate-now', orUnknown(rateNow(), count));
}

async function update() {
  const [status, {events}, sample, verification] =
    await Promise.all([ask('status'), ask('events'), ask('samples/latest'), ask('verify')]);
  remember(sample);
  showState(status);
  showFigures(status);
  showError(status);
  showVerification(verification);
  showTables(status.tables);
  showEvents(events);
  showPairs('position', Object.entries(status.checkpoint?.position ?? {}));
  showCharts();
}

async function start() {
  const [{samples: before}, configuration] = await Promise.all([ask('samples'), ask('configuration')]);
  samples.length = 0;
  before.forEach(remember);
  showPairs('configuration', flat(configuration));
}

function showAnswered(answered) {
  if (answered) lastAnswer = Date.now();
  at('offline').hidden = answered;
  if (!answered) {
    const since = lastAnswer ? ` since ${new Date(lastAnswer).toLocaleTimeString('sv')}; what is shown is from then` : '';
    put('offline', `The daemon does not answer${since}.`);
    document.title = 'Replicator does not answer';
  }
}

/** A daemon that comes back may be another process with another history. */
async function run() {
  let started = false;
  for (;;) {
    try {
      if (!started) await start();
      started = true;
      await update();
      showAnswered(true);
    } catch (error) {
      started = false;
      showAnswered(false);
      console.info(error.message);
    }
    await new Promise(resolve => setTimeout(resolve, INTERVAL));
  }
}

run();
