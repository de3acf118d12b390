import type { Point } from './route';

const cornerRadius = 10;

/** SVG path data of a routed edge: bends sideways become curves along the direction, corners are rounded. */
export function smoothPath(points: readonly Point[], direction: 'down' | 'right' = 'down'): string {
  const [start, ...rest] = points;
  if (start === undefined) return '';
  let path = `M${pair(start)}`;
  let at = start;
  for (const [index, point] of rest.entries()) {
    const next = rest[index + 1];
    if (point.x !== at.x && point.y !== at.y) path += curve(at, point, direction);
    else if (next !== undefined && isCorner(at, point, next)) {
      const radius = Math.min(cornerRadius, distance(at, point) / 2, distance(point, next) / 2);
      path += `L${pair(towards(point, at, radius))}Q${pair(point)} ${pair(towards(point, next, radius))}`;
    } else path += `L${pair(point)}`;
    at = point;
  }
  return path;
}

function curve(from: Point, to: Point, direction: 'down' | 'right'): string {
  const x = (from.x + to.x) / 2;
  const y = (from.y + to.y) / 2;
  return direction === 'down'
    ? `C${pair({ x: from.x, y })} ${pair({ x: to.x, y })} ${pair(to)}`
    : `C${pair({ x, y: from.y })} ${pair({ x, y: to.y })} ${pair(to)}`;
}

/** Whether a level and an upright line meet at `corner`. */
function isCorner(before: Point, corner: Point, after: Point): boolean {
  const level = before.y === corner.y && after.x === corner.x;
  const upright = before.x === corner.x && after.y === corner.y;
  return level !== upright;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function towards(from: Point, to: Point, length: number): Point {
  const whole = distance(from, to);
  return { x: from.x + ((to.x - from.x) / whole) * length, y: from.y + ((to.y - from.y) / whole) * length };
}

function pair({ x, y }: Point): string {
  return `${round(x)},${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
