// The written table of a module says what the table says.

import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { decodeTable, encodeTable, slotOrder, type WrittenTable } from '../../contract/table.js';
import type { Slot } from '../../contract/emitted.js';
import { helperNames, PlanBuilder } from '../../transformer/plan-builder.js';

const facts = { contract: 2, version: '1.2.3', options: 'abc', format: 'esm', file: 'src/a, b|c%20.ts', hash: 'ff00' } as const;
const sites = [1, 1, 'Date.now', 1, 40, 'fs["a,b|c"]', 90_000, 70_000, 'Date.now', 2, 3, ''];
const outside = [['node:fs', ['default', 'readFileSync', 'unused'], false], ['*odd', ['*', '-x', 'a, b'], true], ['effect', [], false], ['+plus', ['*'], true]] as const;
const slots: Slot[] = [['i', '*odd', '-x'], ['g', 'Date'], ['i', 'pkg', '*'], ['i', 'node:fs', 'readFileSync'], ['g', 'fetch'], ['i', '*odd', '*'], ['i', 'effect', '+y'], ['i', 'node:fs', 'default']];

describe('a written table', () => {
  const table: WrittenTable = { ...facts, sites, outside, slots: slotOrder(slots, outside) };
  const thunks = [() => ({ first: true }), () => ({ second: true })];
  const decoded = decodeTable(encodeTable(table), 'file:///x.js', thunks);

  it('decodes to what was written', () => {
    const { outside: modules, sites: decodedSites, ...rest } = decoded;
    expect(rest).toEqual({ ...facts, location: 'file:///x.js', siteCount: 4, slots: table.slots });
    expect(decodedSites).toEqual(sites);
    expect(modules.map(([specifier, names]) => [specifier, names])).toEqual(outside.map(([specifier, names]) => [specifier, names]));
    expect(modules.map(([, , namespace]) => namespace)).toEqual([undefined, thunks[0], undefined, thunks[1]]);
  });

  it('has the same slots in an order of its own', () => {
    const sorted = (list: readonly Slot[]): string[] => list.map((slot) => slot.join(' ')).sort();
    expect(sorted(table.slots)).toEqual(sorted(slots));
    expect(slotOrder(table.slots, outside)).toEqual(table.slots);
  });

  it('is short', () => {
    const many = Array.from({ length: 1_000 }, (_, index) => [index * 3 + 1, 9, 'console.log']).flat();
    expect(encodeTable({ ...table, sites: many, slots: [], outside: [] }).length).toBeLessThan(3_100);
    expect(decodeTable(encodeTable({ ...table, sites: many, slots: [], outside: [] }), '').sites).toEqual(many);
  });

  it('is not made of a plan with a slot that is in none', () => {
    const builder = new PlanBuilder(ts, ts.createSourceFile('main.ts', 'fetch', ts.ScriptTarget.Latest), helperNames(''));
    const slot = builder.slot(['g', 'fetch']);
    builder.edit({ kind: 'ref', start: 0, end: 5, slot: slot + 1, name: 'fetch', shorthand: false });
    expect(() => builder.finish('esm', 0, 0, [])).toThrow('Slot 1 of the plan is in no table of roots.');
  });
});
