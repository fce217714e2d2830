// What every instrumented module starts with, as text in one line.

import { RUNTIME_SPECIFIER } from '../contract/emitted.js';
import type { Plan } from './edits.js';
import type { ModuleFacts } from './module-facts.js';
import { namespaceThunks, pureName, tagsOf, writtenTable } from './module-table.js';

/** The runtime, the accessor of the module's hooks, the registration; with what separates them from their surroundings. */
export function headerText(text: string, plan: Plan, facts: ModuleFacts): string {
  const { names } = plan;
  const esm = plan.format === 'esm';
  const runtime = esm ? `import * as ${names.runtime} from "${RUNTIME_SPECIFIER}";` : `const ${names.runtime} = require("${RUNTIME_SPECIFIER}");`;
  const added = plan.outside.flatMap((outside) => (
    outside.added === null || outside.namespace === null ? [] : [`import * as ${outside.namespace} from ${JSON.stringify(outside.added)};`]
  ));
  const thunks = namespaceThunks(plan).map((namespace) => `() => ${namespace}`);
  const classes = [...plan.classes.map((name) => `${name}: () => ${name}`), ...plan.pure.map((imported) => `${JSON.stringify(pureName(imported))}: () => ${imported.name}`)];
  const registered = [JSON.stringify(writtenTable(plan, facts)), esm ? 'import.meta.url' : '__filename', ...(thunks.length === 0 && classes.length === 0 ? [] : [`[${thunks.join(', ')}]`]), ...(classes.length === 0 ? [] : [`{ ${classes.join(', ')} }`])].join(', ');
  const accessor = `function ${names.hooks}() { return ${names.hooks}.m || (${names.hooks}.m = ${names.runtime}.module(${registered})); }`;
  const getters = tagsOf(plan).map(({ slot, name }) => `get ${name}() { return ${names.hooks}().ref(${slot}, ${name}); }`);
  const tags = getters.length === 0 ? [] : [`${names.hooks}.t = { ${getters.join(', ')} };`];
  return `${separator(text, plan)}${[runtime, ...added, accessor, `${names.hooks}();`, ...tags].join(' ')}${plan.header === 0 ? ' ' : ''}`;
}

/** A directive may lack its semicolon, a comment or a shebang at the end of the file its line break. */
function separator(text: string, { header, directives }: Plan): string {
  if (directives > 0) return text.charAt(header - 1) === ';' ? ' ' : '; ';
  if (header === 0 || text.charAt(header - 1) === '\n') return '';
  return header === text.length ? '\n' : ' ';
}
