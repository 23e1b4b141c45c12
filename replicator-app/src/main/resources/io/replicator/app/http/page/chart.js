// A line over time as SVG. Points are {at: milliseconds, value: number or null}; a null is a gap.

const WIDTH = 480, HEIGHT = 150, LEFT = 52, BOTTOM = 18, TOP = 6;
const LONGEST = 15 * 60_000, SHORTEST = 60_000;

export function chart(points, name, text, short = text) {
  const end = points.length ? points[points.length - 1].at : Date.now();
  const span = Math.min(LONGEST, Math.max(SHORTEST, points.length ? end - points[0].at : 0));
  const start = end - span;
  const shown = points.filter(point => point.at >= start);
  const top = niceTop(Math.max(0, ...shown.map(point => point.value ?? 0)));
  const x = at => LEFT + (at - start) / span * (WIDTH - LEFT);
  const y = value => TOP + (1 - value / top) * (HEIGHT - TOP - BOTTOM);
  const svg = element('svg', {viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'chart', role: 'img'});
  svg.setAttribute('aria-label', description(shown, name, text));
  for (const value of [0, top / 2, top]) {
    svg.append(element('line', {class: 'grid', x1: LEFT, x2: WIDTH, y1: y(value), y2: y(value)}));
    svg.append(label(LEFT - 6, y(value) + 4, 'end', short(value)));
  }
  for (const part of [1, 2 / 3, 1 / 3]) {
    svg.append(label(x(end - part * span), HEIGHT - 4, part === 1 ? 'start' : 'middle', ago(part * span / 1000)));
  }
  svg.append(label(WIDTH, HEIGHT - 4, 'end', 'now'));
  for (const part of unbroken(shown)) {
    const line = part.map((point, i) => `${i ? 'L' : 'M'}${x(point.at).toFixed(1)} ${y(point.value).toFixed(1)}`).join('');
    const last = x(part[part.length - 1].at).toFixed(1), first = x(part[0].at).toFixed(1);
    svg.append(element('path', {class: 'area', d: `${line}L${last} ${y(0)}L${first} ${y(0)}Z`}));
    svg.append(element('path', {class: 'line', d: line}));
  }
  return svg;
}

function ago(seconds) {
  return seconds < 120 ? `−${Math.round(seconds)} s` : `−${Math.round(seconds / 60)} min`;
}

/** What someone who does not see the line wants to know. */
function description(points, name, text) {
  const values = points.map(point => point.value).filter(value => value !== null);
  return values.length === 0
    ? `${name}: nothing known yet`
    : `${name} over the last 15 minutes: now ${text(values[values.length - 1])}, at most ${text(Math.max(...values))}`;
}

function unbroken(points) {
  const parts = [];
  let part = [];
  for (const point of [...points, {value: null}]) {
    if (point.value !== null) {
      part.push(point);
    } else if (part.length) {
      parts.push(part);
      part = [];
    }
  }
  return parts;
}

/** 1, 2 or 5 times a power of ten. */
function niceTop(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return [1, 2, 5, 10].map(step => step * power).find(top => top >= value);
}

function label(x, y, anchor, text) {
  const node = element('text', {x, y, 'text-anchor': anchor});
  node.textContent = text;
  return node;
}

function element(name, attributes) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) {
    node.setAttribute(key, value);
  }
  return node;
}
