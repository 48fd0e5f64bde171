/** The median, and what a quarter of the values lie below and above of. */
export interface Spread {
  lower: number;
  median: number;
  upper: number;
}

export function spreadOf(values: number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part: number) => {
    const place = part * (sorted.length - 1);
    const [below = Number.NaN, above = Number.NaN] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
    return below + (above - below) * (place % 1);
  };
  return { lower: at(0.25), median: at(0.5), upper: at(0.75) };
}

/** The ratio round by round: both sides of each had the same machine. */
export function ratioOf(values: number[], base: number[]): Spread {
  return spreadOf(values.map((value, index) => value / (base[index] ?? Number.NaN)));
}

/** The same list, begun one further each round: what the machine does meanwhile falls on all alike. */
export function turned<T>(list: T[], round: number): T[] {
  const first = round % list.length;
  return [...list.slice(first), ...list.slice(0, first)];
}

/** The median, with the quarters in brackets. */
export function inBrackets({ lower, median, upper }: Spread, format: (value: number) => string): string {
  return `${format(median)} (${format(lower)}–${format(upper)})`;
}
