// Flags within entries. Numbers are part of the format.

/** Flags of a crossing. */
export const CrossingFlag = {
  Threw: 1, Segment: 2, Writes: 4, Args: 8, Method: 16,
  /** The preview of the arguments names a handle, or an object of the program: the number of the first one follows it. */
  HandleBase: 32, ProgramBase: 64,
} as const;

/** Flags of a settlement, besides Threw and Writes of a crossing. */
export const SettlementFlag = {
  /** It is rejected, and others than the program subscribed. */
  Handled: 2,
} as const;

/** How the outside invokes a function of the program, or uses an accessor or method of its object; the last six are of proxies. */
export const CallInHow = { call: 0, new: 1, get: 2, set: 3, method: 4, has: 5, keys: 6, descriptor: 7, prototype: 8, define: 9, delete: 10 } as const;

/** Flags of a placed entry's position. */
export const PositionFlag = { Fresh: 0, Limbo: 1, Anchor: 2 } as const;

/** The outcome of a *descriptor* crossing of a property that is there: 0 for one that is written and not listed. */
export const PropertyFlag = { Enumerable: 1, Getter: 2, Setter: 4, ReadOnly: 8 } as const;

/** Flags of what the outside writes: 0 is an assignment. */
export const WriteFlag = {
  Deleted: 1,
  /** It is defined with these attributes, not assigned. */
  Defined: 2, Enumerable: 4, Writable: 8,
  /** A getter instead of a value, and a setter behind it. */
  Accessor: 16,
  /** It cannot be configured. */
  Fixed: 32,
} as const;
