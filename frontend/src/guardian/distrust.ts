// Why the second key does not do what it is asked to. The words for each code are in the page.

export type Values = Record<string, string | number>;

export class Distrust extends Error {
  constructor(
    readonly code: string,
    readonly values: Values = {},
  ) {
    super(code);
  }
}
