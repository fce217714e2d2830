// Plans of single sources.

import ts from 'typescript';
import { Boundary, type ModuleRules } from '../../transformer/boundary/index.js';
import type { Plan } from '../../transformer/edits.js';
import { parse } from '../../transformer/parse.js';
import { plan, type PlanFacts } from '../../transformer/plan.js';

export const noRules: ModuleRules = { pure: [], program: [], outside: [], aliases: [], packageName: undefined, isLinked: () => false };

/** The plan of a source, by default as strict code of an ES module. */
export function planOf(source: string, facts: Partial<PlanFacts> = {}, fileName = 'main.ts'): Plan {
  return plan(ts, parse(ts, fileName, source), { format: 'esm', strict: true, nativeImport: true, boundary: new Boundary(noRules), ...facts });
}
