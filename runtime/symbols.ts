// Symbols across the membrane: well-known and registered ones by name, all others by number.
import { Tag, type ValueNode } from '../recording/value.js';
import type { ByteWriter } from '../recording/bytes.js';

const wellKnown = new Map<symbol, string>();
for (const key of Object.getOwnPropertyNames(Symbol)) {
  const value: unknown = (Symbol as unknown as Record<string, unknown>)[key];
  if (typeof value === 'symbol') wellKnown.set(value, key);
}
const numbers = new Map<symbol, number>();
const symbols = new Map<number, symbol>();

/** Appends a symbol. */
export function writeSymbol(writer: ByteWriter, value: symbol): void {
  const known = wellKnown.get(value);
  const key = known ?? Symbol.keyFor(value);
  if (key !== undefined) {
    writer.byte(known === undefined ? Tag.RegisteredSymbol : Tag.WellKnownSymbol);
    writer.string(key);
    return;
  }
  let id = numbers.get(value);
  if (id === undefined) numbers.set(value, id = numbers.size + 1);
  writer.byte(Tag.Symbol);
  writer.varint(id);
  if (value.description === undefined) writer.byte(Tag.Undefined);
  else writer.string(value.description);
}

/** The symbol that a recording names. A number seen before gives the same symbol. */
export function readSymbol(node: Extract<ValueNode, { t: 'well-known' | 'registered' | 'symbol' }>): symbol {
  if (node.t === 'well-known') return (Symbol as unknown as Record<string, symbol>)[node.key] ?? Symbol(node.key);
  if (node.t === 'registered') return Symbol.for(node.key);
  let value = symbols.get(node.id);
  if (value === undefined) {
    value = Symbol(node.description);
    symbols.set(node.id, value);
    numbers.set(value, node.id);
  }
  return value;
}
