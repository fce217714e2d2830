// What both printers put into a module's registration.

import { CONTRACT_VERSION } from '../contract/emitted.js';
import { encodeTable } from '../contract/table.js';
import type { Plan, PureImport, TagEdit } from './edits.js';
import type { ModuleFacts } from './module-facts.js';

/** The written table of a module. */
export function writtenTable(plan: Plan, facts: ModuleFacts): string {
  return encodeTable({
    ...facts,
    contract: CONTRACT_VERSION,
    format: plan.format,
    sites: sitesInThrees(plan),
    slots: plan.slots,
    outside: plan.outside.map(({ specifier, names, namespace }) => [specifier, names, namespace !== null]),
  });
}

function sitesInThrees(plan: Plan): readonly (string | number)[] {
  const sites: (string | number)[] = [];
  for (const { line, column, operation } of plan.sites) sites.push(line, column, operation);
  return sites;
}

/** What the registration calls a binding of a pure package, among the classes. */
export function pureName({ specifier, exported }: PureImport): string {
  return `${specifier}#${exported}`;
}

/** One edit for each name in tags. */
export function tagsOf(plan: Plan): readonly TagEdit[] {
  const tags = new Map<string, TagEdit>();
  for (const edit of plan.edits) if (edit.kind === 'tag' && !tags.has(edit.name)) tags.set(edit.name, edit);
  return [...tags.values()];
}

/** Local names of the namespaces that the registration hands over as thunks. */
export function namespaceThunks(plan: Plan): readonly string[] {
  return plan.outside.flatMap(({ namespace }) => (namespace === null ? [] : [namespace]));
}
