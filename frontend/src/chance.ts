// Chance from the system's own source, without a bias.

/** A whole number from 0 to below `below`, each as likely as any other. */
export function drawBelow(below: number): number {
  const room = 2 ** 32;
  const fair = room - (room % below); // what lies above would favour the small numbers
  const drawn = new Uint32Array(1);
  do crypto.getRandomValues(drawn);
  while (drawn[0]! >= fair);
  return drawn[0]! % below;
}

/** The same things in an order that says nothing (Fisher and Yates). */
export function shuffled<T>(things: readonly T[]): T[] {
  const mixed = [...things];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = drawBelow(last + 1);
    [mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!];
  }
  return mixed;
}

/** A random part of so many seconds, in ms. */
export function randomWhile(seconds: number): number {
  return ((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32) * seconds * 1000;
}
